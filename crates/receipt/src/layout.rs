//! 項目名: the names of the fields of every record that is typed, how many there are, and which are a patient's.

use crate::kind::RecordKind;

/// The layout of a record.
#[derive(Debug)]
pub(crate) struct Layout {
    /// 項目名 of the fields in order, before the days of the month if it has them.
    names: &'static [&'static str],
    /// Whether 31 days follow the names.
    days: bool,
    /// Up to which field, counted, the record must go.
    pub(crate) least: usize,
    /// The fields that are a patient's, from 0.
    private: &'static [usize],
}

impl Layout {
    /// How many fields the layout has.
    pub(crate) fn most(&self) -> usize {
        self.names.len().saturating_add(if self.days { DAYS.len() } else { 0 })
    }

    /// 項目名 of a field, from 0.
    pub(crate) fn name(&self, field: usize) -> &'static str {
        let day = || DAYS.get(field.checked_sub(self.names.len())?).filter(|_| self.days);
        self.names.get(field).or_else(day).copied().unwrap_or("項目")
    }

    /// Whether a field is a patient's.
    pub(crate) fn is_private(&self, field: usize) -> bool {
        self.private.contains(&field)
    }

    /// The layout of a kind of record; that of a kind which is not typed has no names.
    pub(crate) fn of(kind: RecordKind) -> &'static Self {
        match kind {
            RecordKind::Facility => &FACILITY,
            RecordKind::Header => &HEADER,
            RecordKind::Insurance => &INSURANCE,
            RecordKind::Public => &PUBLIC,
            RecordKind::Qualification => &QUALIFICATION,
            RecordKind::VisitDays => &VISIT_DAYS,
            RecordKind::CounterCopay => &COUNTER_COPAY,
            RecordKind::Disease => &DISEASE,
            RecordKind::Act => &ACT,
            RecordKind::Drug => &DRUG,
            RecordKind::Material => &MATERIAL,
            RecordKind::Comment => &COMMENT,
            RecordKind::Symptom => &SYMPTOM,
            RecordKind::Total => &TOTAL,
            _ => &RAW,
        }
    }
}

static RAW: Layout =
    Layout { names: &["レコード識別情報"], days: false, least: 1, private: &[] };

static FACILITY: Layout = Layout {
    names: &[
        "レコード識別情報",
        "審査支払機関",
        "都道府県",
        "点数表",
        "医療機関コード",
        "予備",
        "医療機関名称",
        "請求年月",
        "マルチボリューム識別情報",
        "電話番号",
    ],
    days: false,
    least: 8,
    private: &[],
};

static HEADER: Layout = Layout {
    names: &[
        "レコード識別情報",
        "レセプト番号",
        "レセプト種別",
        "診療年月",
        "氏名",
        "男女区分",
        "生年月日",
        "給付割合",
        "入院年月日",
        "病棟区分",
        "一部負担金・食事療養費・生活療養費標準負担額区分",
        "レセプト特記事項",
        "病床数",
        "カルテ番号等",
        "割引点数単価",
        "予備",
        "予備",
        "予備",
        "検索番号",
        "記録条件仕様年月情報",
        "請求情報",
        "診療科1 診療科名",
        "診療科1 人体の部位等",
        "診療科1 性別等",
        "診療科1 医学的処置",
        "診療科1 特定疾病",
        "診療科2 診療科名",
        "診療科2 人体の部位等",
        "診療科2 性別等",
        "診療科2 医学的処置",
        "診療科2 特定疾病",
        "診療科3 診療科名",
        "診療科3 人体の部位等",
        "診療科3 性別等",
        "診療科3 医学的処置",
        "診療科3 特定疾病",
        "カタカナ氏名",
        "患者の状態",
    ],
    days: false,
    least: 7,
    private: &[4, 6, 13, 18, 20, 36],
};

static INSURANCE: Layout = Layout {
    names: &[
        "レコード識別情報",
        "保険者番号",
        "被保険者証等の記号",
        "被保険者証等の番号",
        "診療実日数",
        "合計点数",
        "予備",
        "食事療養・生活療養 回数",
        "食事療養・生活療養 合計金額",
        "職務上の事由",
        "証明書番号",
        "負担金額 医療保険",
        "負担金額 減免区分",
        "負担金額 減額割合",
        "負担金額 減額金額",
    ],
    days: false,
    least: 6,
    private: &[2, 3, 10],
};

static PUBLIC: Layout = Layout {
    names: &[
        "レコード識別情報",
        "公費負担者番号",
        "公費受給者番号",
        "任意給付区分",
        "診療実日数",
        "合計点数",
        "負担金額 公費",
        "公費給付対象外来一部負担金",
        "公費給付対象入院一部負担金",
        "予備",
        "食事療養・生活療養 回数",
        "食事療養・生活療養 合計金額",
    ],
    days: false,
    least: 6,
    private: &[2],
};

static QUALIFICATION: Layout = Layout {
    names: &[
        "レコード識別情報",
        "負担者種別",
        "確認区分",
        "保険者番号等（資格確認）",
        "被保険者証等の記号（資格確認）",
        "被保険者証等の番号（資格確認）",
        "枝番",
        "受給者番号",
        "予備",
    ],
    days: false,
    least: 3,
    private: &[4, 5, 6, 7],
};

static VISIT_DAYS: Layout =
    Layout {
        names: &["レコード識別情報", "負担者種別"], days: true, least: 3, private: &[]
    };

static COUNTER_COPAY: Layout =
    Layout {
        names: &["レコード識別情報", "窓口負担額区分"], days: true, least: 2, private: &[]
    };

static DISEASE: Layout = Layout {
    names: &[
        "レコード識別情報",
        "傷病名コード",
        "診療開始日",
        "転帰区分",
        "修飾語コード",
        "傷病名称",
        "主傷病",
        "補足コメント",
    ],
    days: false,
    least: 4,
    private: &[5, 7],
};

/// The layout of SI, IY and TO: what is billed, how much of it, what a kind has of its own, and three comments.
macro_rules! item_layout {
    ($code:literal, $amount:literal, [$($own:literal),*], $private:expr) => {
        Layout {
            names: &[
                "レコード識別情報",
                "診療識別",
                "負担区分",
                $code,
                $amount,
                "点数",
                "回数",
                $($own,)*
                "コメント1 コメントコード",
                "コメント1 文字データ",
                "コメント2 コメントコード",
                "コメント2 文字データ",
                "コメント3 コメントコード",
                "コメント3 文字データ",
            ],
            days: true,
            least: 7,
            private: $private,
        }
    };
}

static ACT: Layout = item_layout!("診療行為コード", "数量データ", [], &[8, 10, 12]);

static DRUG: Layout = item_layout!("医薬品コード", "使用量", [], &[8, 10, 12]);

static MATERIAL: Layout = item_layout!(
    "特定器材コード",
    "使用量",
    ["単位コード", "単価", "予備", "商品名及び規格又はサイズ"],
    &[12, 14, 16]
);

static COMMENT: Layout = Layout {
    names: &["レコード識別情報", "診療識別", "負担区分", "コメントコード", "文字データ"],
    days: false,
    least: 4,
    private: &[4],
};

static SYMPTOM: Layout = Layout {
    names: &["レコード識別情報", "症状詳記区分", "症状詳記データ"],
    days: false,
    least: 3,
    private: &[2],
};

static TOTAL: Layout = Layout {
    names: &["レコード識別情報", "総件数", "総合計点数", "マルチボリューム識別情報"],
    days: false,
    least: 3,
    private: &[],
};

static DAYS: [&str; 31] = [
    "1日の情報",
    "2日の情報",
    "3日の情報",
    "4日の情報",
    "5日の情報",
    "6日の情報",
    "7日の情報",
    "8日の情報",
    "9日の情報",
    "10日の情報",
    "11日の情報",
    "12日の情報",
    "13日の情報",
    "14日の情報",
    "15日の情報",
    "16日の情報",
    "17日の情報",
    "18日の情報",
    "19日の情報",
    "20日の情報",
    "21日の情報",
    "22日の情報",
    "23日の情報",
    "24日の情報",
    "25日の情報",
    "26日の情報",
    "27日の情報",
    "28日の情報",
    "29日の情報",
    "30日の情報",
    "31日の情報",
];
