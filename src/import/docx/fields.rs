//! The fields of a DOCX: which are open, what their instructions say, and what their beginning and end mean for the text.

/// Longest instruction of a field that is looked at, in bytes.
const MAX_INSTRUCTION: usize = 4096;

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them are in their instruction.
    instructing: usize,
}

/// A field, from its beginning to its end.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
    link: bool,
}

/// What a step of a field means for the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing.
    Nothing,
    /// Words that lead to this address begin.
    Link(String),
    /// The field ends.
    End {
        /// Words that lead elsewhere end with it.
        link: bool,
        /// It computes or fetches something.
        computed: bool,
    },
}

impl Fields {
    /// Whether what stands here is an instruction, not text.
    pub(super) fn instructing(&self) -> bool {
        self.instructing > 0
    }

    /// Words of an instruction.
    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < MAX_INSTRUCTION) {
            field.instruction.push_str(words);
        }
    }

    /// How many are still open that compute or fetch something.
    pub(super) fn unended(&self) -> u32 {
        let computed = self.open.iter().filter(|field| !is_hyperlink(&field.instruction)).count();
        u32::try_from(computed).unwrap_or(u32::MAX)
    }

    /// A field begins, comes to its result or ends.
    pub(super) fn step(&mut self, what: &str) -> Step {
        match what {
            "begin" => {
                self.open.push(Field::default());
                self.instructing += 1;
            }
            "separate" => {
                if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
                    field.in_result = true;
                    self.instructing = self.instructing.saturating_sub(1);
                    if let Some(to) = address(&field.instruction).filter(|_| self.instructing == 0) {
                        field.link = true;
                        return Step::Link(to);
                    }
                }
            }
            "end" => {
                if let Some(field) = self.open.pop() {
                    self.instructing = self.instructing.saturating_sub(usize::from(!field.in_result));
                    return Step::End { link: field.link, computed: !is_hyperlink(&field.instruction) };
                }
            }
            _ => {}
        }
        Step::Nothing
    }
}

fn is_hyperlink(instruction: &str) -> bool {
    instruction.trim_start().get(..9).is_some_and(|name| name.eq_ignore_ascii_case("HYPERLINK"))
}

/// Where a field that is a hyperlink leads, outside the document.
pub(super) fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().get(9..)?.trim_start();
    let to = rest.strip_prefix('"')?.split('"').next()?;
    (is_hyperlink(instruction) && !to.is_empty()).then(|| to.to_owned())
}
