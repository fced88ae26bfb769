//! How a picture is written: one `<svg>` element that stands alone, in a document or as a file.

use crate::raster::Raster;
use std::fmt::{Display, Write};

/// How wide pictures are, in pixels: two stand side by side on a screen, and one fits a phone.
pub(crate) const WIDTH: f64 = 440.0;
/// The height of a line of text.
pub(crate) const LINE: f64 = 18.0;

const STYLE: &str = include_str!("style.css");

/// A picture that is being drawn.
pub(crate) struct Svg {
    body: String,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    pub(crate) fn new() -> Self {
        Self { body: String::new() }
    }

    /// Markup as it is.
    pub(crate) fn push(&mut self, markup: impl Display) {
        write!(self.body, "{markup}").expect("a string takes everything");
    }

    /// A text; `class` says how it looks.
    pub(crate) fn text(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        self.push(format_args!("<text x=\"{}\" y=\"{}\"", Px(x), Px(y)));
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.push(" text-anchor=\"middle\""),
            Anchor::End => self.push(" text-anchor=\"end\""),
        }
        if !class.is_empty() {
            self.push(format_args!(" class=\"{class}\""));
        }
        self.push(format_args!(">{}</text>", escape(text)));
    }

    /// A text that is read from below.
    pub(crate) fn upright(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        self.push(format_args!("<g transform=\"translate({} {}) rotate(-90)\">", Px(x), Px(y)));
        self.text(0.0, 0.0, anchor, class, text);
        self.push("</g>");
    }

    pub(crate) fn line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], class: &str) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(Px);
        self.push(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>"));
    }

    /// A rectangle from its upper left corner.
    pub(crate) fn rect(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2], class: &str, more: &str) {
        let [x, y, width, height] = [x, y, width, height].map(Px);
        let space = if more.is_empty() { "" } else { " " };
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"{space}{more}/>"
        ));
    }

    /// A picture of pixels, stretched to this size.
    pub(crate) fn image(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2], raster: &Raster) {
        let [x, y, width, height] = [x, y, width, height].map(Px);
        self.push(format_args!(
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" href=\"{}\"/>",
            raster.data_uri()
        ));
    }

    /// The whole picture, with a name for those who cannot see it.
    pub(crate) fn finish(self, width: f64, height: f64, title: &str) -> String {
        let (width, height, title) = (Px(width.ceil()), Px(height.ceil()), escape(title));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"look\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{title}</title><style>{STYLE}</style>\
             <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>{}</svg>",
            self.body
        )
    }
}

/// The picture without the style that every picture has, for a document that has it once.
pub(crate) fn without_style(svg: &str) -> String {
    svg.replace(&format!("<style>{STYLE}</style>"), "")
}

pub(crate) fn style() -> &'static str {
    STYLE
}

/// A length in pixels, to two decimals. What is no number is 0, so that the picture is always one.
pub(crate) struct Px(pub(crate) f64);

impl Display for Px {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        write!(f, "{}", if rounded.is_finite() && rounded != 0.0 { rounded } else { 0.0 })
    }
}

/// A text as it is written into a document. What XML has no place for is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter < ' ' => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// How wide a text is, or a little more than that, at 12 pixels; another size is a share of it.
pub(crate) fn text_width(text: &str) -> f64 {
    let letter = |letter: char| match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | '\'' | '|' | ' ' => 4.5,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 11.5,
        'A'..='Z' => 9.0,
        letter if letter < '\u{2E80}' => 7.6,
        _ => 13.0,
    };
    text.chars().map(letter).sum()
}

/// The text, cut where it is wider than that.
pub(crate) fn cut(text: &str, width: f64) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while !short.is_empty() && text_width(&short) + 9.0 > width {
        short.pop();
    }
    short + "…"
}
