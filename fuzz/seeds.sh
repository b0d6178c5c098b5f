#!/bin/sh
# Puts the first lines of the embedded edition into fuzz/corpus/masters, so that the fuzzer starts from sound rows.
set -eu
cd "$(dirname "$0")"
mkdir -p corpus/masters
kind=0
for name in s_ y_ t_ c_ ck_ b_ z_ 01 02 03-1 04 05; do
    file=$(find ../masters/ika -name "$name*" | sort | head -n 1)
    byte=$(printf '\\%03o' "$kind")
    for lines in 1 4 20; do
        { printf "$byte"; head -n "$lines" "$file"; } > "corpus/masters/$name-$lines"
    done
    kind=$((kind + 1))
done
