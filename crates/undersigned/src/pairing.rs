//! Which of two rows of things belong together, each keeping its order.

/// What it costs to leave a thing without a counterpart: as much as one that is three times as long.
const ALONE: f64 = 1.1;

/// The pairs, by index, that cost least altogether. `cost` is that of a pair; `None` where the two cannot belong together.
/// It takes time and memory by the product of both lengths, which the caller bounds.
pub(crate) fn cheapest(
    left: usize,
    right: usize,
    cost: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<(usize, usize)> {
    let together = |row, column| cost(row, column).unwrap_or(f64::INFINITY);
    let mut least = vec![vec![0.0_f64; right + 1]; left + 1];
    for row in 0..=left {
        for column in 0..=right {
            let above = row.checked_sub(1).map(|r| least[r][column] + ALONE);
            let beside = column.checked_sub(1).map(|c| least[row][c] + ALONE);
            let both = row.checked_sub(1).zip(column.checked_sub(1));
            let both = both.map(|(r, c)| least[r][c] + together(r, c));
            least[row][column] = [above, beside, both].into_iter().flatten().reduce(f64::min).unwrap_or(0.0);
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (left, right);
    while row > 0 && column > 0 {
        let here = least[row][column];
        if here == least[row - 1][column - 1] + together(row - 1, column - 1) {
            (row, column) = (row - 1, column - 1);
            pairs.push((row, column));
        } else if here == least[row - 1][column] + ALONE {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs.reverse();
    pairs
}
