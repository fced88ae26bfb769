//! A run as one page: `report.html`.

use crate::figure::Figure;
use crate::svg::{escape, style, without_style};
use lenet_runtime::io::atomic;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// A page of figures in sections, under a title and some facts. It is one file that reads nothing else, light or dark as the
/// reader's screen is, fit for a phone and for paper.
///
/// ```
/// use lenet_look::{Chart, Figure, Report, Series};
///
/// let points = vec![[1.0, 2.3], [2.0, 0.4], [3.0, 0.2]];
/// let loss = Series { name: "training".into(), points, dashed: false, colour: 0 };
/// let chart = Chart { title: "loss".into(), x: "epochs".into(), logarithmic: true, series: vec![loss] };
///
/// let mut report = Report::new("Digits");
/// report.fact("network", "LeNet5").fact("accuracy", "98.9 %");
/// report.section("Training", "Three epochs.", vec![Figure::new("loss", "", chart.svg())]);
/// assert!(report.html().contains("<svg"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    title: String,
    facts: Vec<(String, String)>,
    sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq)]
struct Section {
    title: String,
    note: String,
    figures: Vec<Figure>,
}

impl Report {
    /// A page with nothing but a title.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), facts: Vec::new(), sections: Vec::new() }
    }

    /// Adds a name and a value under the title.
    pub fn fact(&mut self, name: impl Into<String>, value: impl Into<String>) -> &mut Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// Adds a section; one without figures is left out.
    pub fn section(&mut self, title: impl Into<String>, note: impl Into<String>, figures: Vec<Figure>) -> &mut Self {
        if !figures.is_empty() {
            self.sections.push(Section { title: title.into(), note: note.into(), figures });
        }
        self
    }

    /// The figures of all sections.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.sections.iter().flat_map(|section| &section.figures)
    }

    /// The page.
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html).expect("a string takes everything");
        html
    }

    fn write(&self, html: &mut String) -> std::fmt::Result {
        let title = escape(&self.title);
        write!(
            html,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{title}</title>\n\
             <style>\n{}{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
            include_str!("report.css"),
            style(),
        )?;
        if !self.facts.is_empty() {
            html.push_str("<dl>\n");
            for (name, value) in &self.facts {
                writeln!(html, "<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(value))?;
            }
            html.push_str("</dl>\n");
        }
        if self.sections.len() > 1 {
            html.push_str("<nav>\n");
            for (index, section) in self.sections.iter().enumerate() {
                writeln!(html, "<a href=\"#part{index}\">{}</a>", escape(&section.title))?;
            }
            html.push_str("</nav>\n");
        }
        for (index, section) in self.sections.iter().enumerate() {
            writeln!(html, "<section>\n<h2 id=\"part{index}\">{}</h2>", escape(&section.title))?;
            if !section.note.is_empty() {
                writeln!(html, "<p>{}</p>", escape(&section.note))?;
            }
            html.push_str("<div class=\"figures\">\n");
            for figure in &section.figures {
                // A picture of another program may be wider than the two columns.
                let class = if figure.svg.contains("class=\"look\"") { "" } else { " class=\"wide\"" };
                writeln!(html, "<figure{class}>\n{}", without_style(&figure.svg))?;
                if !figure.caption.is_empty() {
                    writeln!(html, "<figcaption>{}</figcaption>", escape(&figure.caption))?;
                }
                html.push_str("</figure>\n");
            }
            html.push_str("</div>\n</section>\n");
        }
        html.push_str("</main>\n</body>\n</html>\n");
        Ok(())
    }

    /// Writes `report.html` into a folder, and each figure as a file of its own into `figures` therein: `01-loss.svg`, and a PNG beside
    /// it where a figure is made of pixels. The folder is made if there is none; files of the same names are replaced.
    ///
    /// # Errors
    ///
    /// If a file cannot be written; the error names it.
    pub fn save(&self, folder: impl AsRef<Path>) -> io::Result<()> {
        let (page, figures) = (folder.as_ref().join("report.html"), folder.as_ref().join("figures"));
        fs::create_dir_all(&figures).map_err(|error| named(&figures, &error))?;
        let write = |file: &Path, bytes: &[u8]| atomic::write(file, bytes).map_err(|error| named(file, &error));
        for (index, figure) in self.figures().enumerate() {
            let stem = format!("{:02}-{}", index + 1, file_name(&figure.name));
            write(&figures.join(format!("{stem}.svg")), figure.svg.as_bytes())?;
            if let Some(raster) = figure.raster.as_ref().filter(|raster| raster.width() > 0 && raster.height() > 0) {
                write(&figures.join(format!("{stem}.png")), &raster.png())?;
            }
        }
        write(&page, self.html().as_bytes())
    }
}

fn named(file: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: cannot be written: {error}", file.display()))
}

/// The name with nothing in it that a file system might dislike.
fn file_name(name: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() || ".-_".contains(letter) { letter } else { '-' };
    let name: String = name.chars().take(80).map(letter).collect();
    name.trim_matches(['-', '.']).to_owned()
}
