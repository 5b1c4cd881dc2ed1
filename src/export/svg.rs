//! A drawing as SVG 1.1: text stays text, each line with the direction it runs in, and nothing in it is a script or a link.

use super::drawing::{Drawing, Ink, Mark, PAPER, Shape};
use super::visible::one_line;

/// The faces the words were measured with, and what may stand for them.
const FACES: &str = "Inter, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif";
/// Half the side of a mark.
pub(super) const MARK: f32 = 4.0;

/// How wide the edge of an empty disc is.
pub(super) const ROUND: f32 = 1.6;

fn hex([r, g, b]: Ink) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// Text in an element or an attribute.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in one_line(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// The file.
pub(super) fn write(drawing: &Drawing, title: &str) -> String {
    let (width, height) = (drawing.width.ceil(), drawing.height.ceil());
    let mut defs: Vec<(Ink, [f32; 3])> = Vec::new();
    let mut body = String::new();
    for shape in &drawing.shapes {
        body.push_str(&one(&mut defs, shape));
        body.push('\n');
    }
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FACES}\">\n<title>{}</title>\n",
        escaped(title)
    );
    if !defs.is_empty() {
        out.push_str("<defs>\n");
        for (n, (ink, strong)) in defs.iter().enumerate() {
            out.push_str(&format!("<linearGradient id=\"f{n}\">"));
            for (at, strong) in ["0", "0.5", "1"].iter().zip(strong) {
                let ink = hex(*ink);
                out.push_str(&format!("<stop offset=\"{at}\" stop-color=\"{ink}\" stop-opacity=\"{strong}\"/>"));
            }
            out.push_str("</linearGradient>\n");
        }
        out.push_str("</defs>\n");
    }
    out.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n", hex(PAPER)));
    out.push_str(&body);
    out.push_str("</svg>\n");
    out
}

fn one(defs: &mut Vec<(Ink, [f32; 3])>, shape: &Shape) -> String {
    let rect = |[x, y, w, h]: [f32; 4]| format!("<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\"");
    match shape {
        Shape::Box { at, ink } => format!("{} fill=\"{}\"/>", rect(*at), hex(*ink)),
        Shape::Dashed { at, ink } => {
            format!("{} rx=\"4\" fill=\"none\" stroke=\"{}\" stroke-dasharray=\"3 3\"/>", rect(*at), hex(*ink))
        }
        Shape::Fading { at, ink, strong } => {
            let known = defs.iter().position(|def| *def == (*ink, *strong));
            let n = known.unwrap_or_else(|| {
                defs.push((*ink, *strong));
                defs.len() - 1
            });
            format!("{} fill=\"url(#f{n})\"/>", rect(*at))
        }
        Shape::Line { from, to, ink, width, dashed } => {
            let dashes = if *dashed { " stroke-dasharray=\"4 3\"" } else { "" };
            format!(
                "<path d=\"M{:.2} {:.2}L{:.2} {:.2}\" stroke=\"{}\" stroke-width=\"{width}\"{dashes}/>",
                from.0,
                from.1,
                to.0,
                to.1,
                hex(*ink)
            )
        }
        Shape::Round { x, y, r, ink, full } => {
            let ink = hex(*ink);
            if *full {
                format!("<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{r:.2}\" fill=\"{ink}\"/>")
            } else {
                let (r, paper) = (r - ROUND / 2.0, hex(PAPER));
                format!(
                    "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{r:.2}\" fill=\"{paper}\" stroke=\"{ink}\" stroke-width=\"{ROUND}\"/>"
                )
            }
        }
        Shape::Mark { x, y, mark, ink } => {
            let (ink, paper) = (hex(*ink), hex(PAPER));
            match mark {
                Mark::Disc => format!("<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{MARK}\" fill=\"{ink}\"/>"),
                Mark::Dot => format!("<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"1.5\" fill=\"{ink}\"/>"),
                Mark::Ring => {
                    let r = MARK - 0.5;
                    format!(
                        "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{r}\" fill=\"{paper}\" stroke=\"{ink}\" stroke-width=\"1.5\"/>"
                    )
                }
                Mark::Cross => {
                    let (l, t, r, b) = (x - 3.5, y - 3.5, x + 3.5, y + 3.5);
                    format!(
                        "<path d=\"M{l:.2} {t:.2}L{r:.2} {b:.2}M{l:.2} {b:.2}L{r:.2} {t:.2}\" stroke=\"{ink}\" stroke-width=\"2\"/>"
                    )
                }
                Mark::Square => {
                    let r = MARK - 0.5;
                    let at = rect([x - r, y - r, 2.0 * r, 2.0 * r]);
                    format!("{at} fill=\"{paper}\" stroke=\"{ink}\" stroke-width=\"1.5\"/>")
                }
                Mark::Diamond => {
                    let r = MARK + 0.5;
                    format!(
                        "<path d=\"M{:.2} {y:.2}L{x:.2} {:.2}L{:.2} {y:.2}L{x:.2} {:.2}Z\" fill=\"{paper}\" stroke=\"{ink}\" \
                         stroke-width=\"1.5\"/>",
                        x - r,
                        y - r,
                        x + r,
                        y + r
                    )
                }
            }
        }
        Shape::Text(text) => {
            let weight = if text.bold { " font-weight=\"600\"" } else { "" };
            // The end of a line that runs leftwards is at its left. Where other faces stand for ours the line is as wide as
            // it was measured all the same.
            let runs = if text.leftwards { " direction=\"rtl\" text-anchor=\"end\"" } else { "" };
            format!(
                "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\"{weight}{runs} \
                 unicode-bidi=\"isolate\" fill=\"{}\">{}</text>",
                text.x,
                text.y,
                text.size,
                text.width,
                hex(text.ink),
                escaped(&text.words)
            )
        }
    }
}
