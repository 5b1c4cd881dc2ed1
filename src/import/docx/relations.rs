//! Which part of a package refers to which other part, and to what outside it.

use crate::import::package::{Package, resolved};
use crate::import::parsed::{ElsewhereKind, ParseError};
use crate::import::xml::{Manner, Node, Space, Xml, decoded};
use std::collections::HashMap;

/// The relationships of one part, by their ids.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: HashMap<String, Relation>,
    /// The ids in the order of the file.
    order: Vec<String>,
}

#[derive(Debug)]
struct Relation {
    /// The last word of its type: `styles`, `hyperlink`.
    kind: String,
    /// The part it leads to, or the address outside.
    target: String,
    external: bool,
}

impl Relations {
    /// Reads the relationships in this part, which belong to `owner`.
    pub(super) fn read(
        package: &mut Package<'_>,
        name: &str,
        owner: &str,
        beat: &mut dyn FnMut(),
    ) -> Result<Self, ParseError> {
        let mut relations = Self::default();
        let Some(bytes) = package.read(name, beat)? else { return Ok(relations) };
        let (text, _) = decoded(&bytes);
        let mut xml = Xml::new(&text, Manner::Strict);
        while let Some(node) = xml.next(beat)? {
            let Node::Start(element) = node else { continue };
            if element.space != Space::Relationships || element.name() != "Relationship" {
                continue;
            }
            let get = |name| element.get(Space::None, name).unwrap_or_default();
            let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let external = get("TargetMode").eq_ignore_ascii_case("external");
            let target = if external { get("Target").to_owned() } else { resolved(owner, get("Target")) };
            let id = get("Id").to_owned();
            relations.order.push(id.clone());
            relations.by_id.insert(id, Relation { kind, target, external });
        }
        Ok(relations)
    }

    /// Where those lead that leave the file and are no hyperlinks, in their order: what is there would be fetched.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = (&str, ElsewhereKind)> {
        let all = self.order.iter().filter_map(|id| self.by_id.get(id));
        all.filter(|relation| relation.external && relation.kind != "hyperlink").map(|relation| {
            let kind = match relation.kind.as_str() {
                "image" => ElsewhereKind::Image,
                "video" | "audio" | "media" => ElsewhereKind::Media,
                "frame" => ElsewhereKind::Frame,
                "attachedTemplate" | "subDocument" | "aFChunk" => ElsewhereKind::Part,
                _ => ElsewhereKind::File,
            };
            (relation.target.as_str(), kind)
        })
    }

    /// The first part of this kind.
    pub(super) fn first(&self, kind: &str) -> Option<String> {
        self.all(kind).into_iter().next()
    }

    /// All parts of this kind.
    pub(super) fn all(&self, kind: &str) -> Vec<String> {
        let found = self.order.iter().filter_map(|id| self.by_id.get(id));
        found.filter(|relation| relation.kind == kind && !relation.external).map(|r| r.target.clone()).collect()
    }

    /// The address outside the package that this id stands for.
    pub(super) fn outside(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).filter(|relation| relation.external).map(|relation| relation.target.as_str())
    }
}

/// The name of the part with the relationships of this part.
pub(super) fn beside(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}
