//! The language of a document: what the file says, what its text says, and what somebody types.

use super::program::{Place, one, text_of};
use serde_json::{Value, json};

const CODE: &str = "apt-get install --reinstall libc6 /etc/apt/sources.list.d/main.list http://deb.example.org/debian";

fn language(place: &Place, name: &str) -> Value {
    one(&place.list("documents"), "name", name)["language"].clone()
}

#[test]
fn a_page_says_its_language_on_what_holds_its_text_and_commands_do_not_outweigh_the_words_around_them() {
    let place = Place::new();
    let zh = "管理员可以在配置文件中设置镜像站点，然后执行升级操作。系统会自动下载所需的软件包。";
    let code = format!("<pre>{}</pre>", format!("{CODE}\n").repeat(8));
    place.put("in/zh-apt.html", format!("<title>APT</title><p>{zh}</p>{code}<p>{zh}</p>{code}"));
    let fr = "<div xml:lang=\"fr\" class=\"chapter\"><p>Le port est ouvert. Nul ne le savait.</p></div>";
    place.put("in/fr.html", format!("<title>Un</title>{fr}"));
    let ru = "Чтобы получить пакет, нужно выполнить команду и прочитать, что она пишет.";
    place.put("in/ru.txt", format!("{ru}\n{CODE}\n{CODE}\n"));
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    for (name, tag) in [("zh-apt.html", "zh"), ("fr.html", "fr"), ("ru.txt", "ru")] {
        assert_eq!(language(&place, name), json!(tag), "{name}");
    }
}

#[test]
fn a_language_is_typed_as_a_tag_or_by_its_name_and_nothing_else_is_taken() {
    let place = Place::new();
    place.put("in/a.txt", "The port opens in May.\n");
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let set = |words: &str| {
        let line = json!({ "op": "set_document", "document": "a.txt", "language": words }).to_string();
        place.apply(&line)
    };
    for (typed, tag) in [("Russian", "ru"), ("русский", "ru"), ("pt-br", "pt-BR")] {
        set(typed).well();
        assert_eq!(language(&place, "a.txt"), json!(tag), "{typed}");
    }
    let refused = set("the old tongue");
    assert_ne!(refused.code(), 0);
    assert!(refused.err.contains("is not a language we know; write its tag, such as ru, en, zh"), "{}", refused.err);
    assert_eq!(language(&place, "a.txt"), json!("pt-BR"), "and it stays");
    // A search may name it too.
    set("ru").well();
    let found = place.run(["search", "p.assay", "lang:Russian", "--json"]).well();
    let id = text_of(one(&place.list("documents"), "name", "a.txt"), "id").to_owned();
    assert!(found.text().contains(&id), "{}", found.text());
}
