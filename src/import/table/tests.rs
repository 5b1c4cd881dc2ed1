//! Tables as programs write them, and text that only looks like one.

use super::*;

fn text(bytes: &[u8]) -> String {
    parse(bytes, &mut || {}).unwrap().text
}

#[test]
fn whatever_separates_values_a_tab_stands_between_them() {
    for separator in [",", ";", "\t", "|"] {
        let table = "name,town,year\nAnna,Minsk,1994\nBoris,Тегеран,2001\n".replace(',', separator);
        assert_eq!(
            text(table.as_bytes()),
            "name\ttown\tyear\nAnna\tMinsk\t1994\nBoris\tТегеран\t2001\n",
            "{separator}"
        );
    }
    assert_eq!(text(b"sep=;\na;b,c;d\n1;2,5;3\n"), "a\tb,c\td\n1\t2,5\t3\n", "as it says itself");
    assert_eq!(text(b"price;weight\n1,5;2,25\n3,0;4,75\n"), "price\tweight\n1,5\t2,25\n3,0\t4,75\n", "decimal commas");
}

#[test]
fn quoted_values_keep_separators_and_lose_their_line_ends() {
    let table = b"who,said\r\n\"Smith, J.\",\"He said \"\"no\"\".\r\nTwice.\"\r\n,\r\nlast,,\r\n";
    let parsed = parse(table, &mut || {}).unwrap();
    assert_eq!(parsed.text, "who\tsaid\nSmith, J.\tHe said \"no\". Twice.\nlast\n");
    assert_eq!(parsed.blocks.len(), 1);
    assert_eq!((parsed.blocks[0].kind.clone(), parsed.blocks[0].span.clone()), (BlockKind::Table, 0..44));
}

#[test]
fn a_mark_that_is_never_closed_does_not_swallow_the_rest() {
    assert_eq!(text(b"item,size\n\"5 inch,2\nplain,3\n"), "item\tsize\n\"5 inch\t2\nplain\t3\n");
}

#[test]
fn other_encodings_are_read() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("имя;город;год\nАнна;Минск;1994\nБорис;Москва;2001\n");
    assert_eq!(text(&bytes), "имя\tгород\tгод\nАнна\tМинск\t1994\nБорис\tМосква\t2001\n");
    let wide: Vec<u8> = "\u{FEFF}a\tb\n1\t2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&wide), "a\tb\n1\t2\n");
}

#[test]
fn more_cells_than_are_read_are_refused() {
    let row = format!("{}\n", ",".repeat(9999));
    let error = parse(format!("a,b\n{}", row.repeat(501)).as_bytes(), &mut || {}).unwrap_err();
    assert_eq!(error.to_string(), "the file holds more than 5000000 cells");
}

#[test]
fn tables_are_told_from_text() {
    let tables = [
        "a,b,c\n1,2,3\n4,5,6\n7,8,9\n",
        "id;name;note\n1;Anna;\"one; two\"\n2;Boris;\n3;Vera;x\n",
        "word\tcount\nthe\t10\nof\t8\nand\t7\n",
        "id|name|date\n1|A|2020\n2|B|2021\n3|C|2022\n",
    ];
    for table in tables {
        assert!(looks_like_csv(table), "{table}");
    }
    let texts = [
        "",
        "one line, with, commas",
        "First, we came, and saw.\nThen, we left, and slept.\nLater, he said, nothing.\nSo, in short, that was it.\n",
        "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n",
        "all:\n\tcc -o a a.c\n\tcc -o b b.c\n\tcc -o c c.c\n",
        "Dear Sir,\n\nI write to you, as agreed, about the house.\nYours, truly, me\nP.S., please, reply\n",
        "apples, pears, plums\nbread, butter, jam\ntea, coffee, milk\nsugar, salt, pepper\n",
        "a,b,c\n1,2,3\n",
        "x, y\nz\nq, r, s, t\nu\n",
        "int a[3] = {\n1,2,3,\n4,5,6,\n7,8,9,\n};\n",
    ];
    for text in texts {
        assert!(!looks_like_csv(text), "{text}");
    }
}
