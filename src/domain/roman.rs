//! Roman figures, as endnotes are numbered with.

/// A number in small Roman figures; from 4,000 on in plain ones.
pub fn roman(number: u32) -> String {
    const FIGURES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (worth, figure) in FIGURES {
        while rest >= worth {
            out.push_str(figure);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn figures_are_put_side_by_side_and_before_each_other() {
        let figures: Vec<String> = [1, 4, 9, 14, 40, 90, 400, 1994, 3999, 4000].map(roman).into();
        assert_eq!(figures, ["i", "iv", "ix", "xiv", "xl", "xc", "cd", "mcmxciv", "mmmcmxcix", "4000"]);
    }
}
