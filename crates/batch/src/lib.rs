//! Many claims: streaming and parallel, results in input order.
