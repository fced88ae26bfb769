//! How bright the paper is at each place, with the ink left out: light may fall from one side.

use super::{Grey, median};
use image::Luma;

/// How many pixels a side of the picture is looked at by.
const SAMPLES: u32 = 64;
/// Brightness that differs by less is the same, for a sheet in even light.
const EVEN: f32 = 0.01;
/// The share of a sheet in even light that is as bright as its border. The rest is ink.
const MOST: f32 = 0.6;
/// The share of the variance that two brightnesses explain in even light.
const EXPLAINED: f64 = 0.9;
/// How often the surface is fitted anew.
const ROUNDS: usize = 40;
/// The terms of a surface of the second degree.
const TERMS: usize = 6;

/// The brightness of the paper: that of the border, where the whole sheet is as bright; where there are two brightnesses, that of the one
/// which has more of the border and of the sheet. Elsewhere light falls from a side: then it is the surface of the second degree with the
/// least sum of absolute differences to the picture. Ink covers the smaller part of a sheet, so it does not bend the surface.
pub(super) fn paper(picture: &Grey, border: f32) -> Grey {
    let (width, height) = picture.dimensions();
    let samples = samples(picture);
    let even = samples.iter().filter(|(_, grey)| (grey - border).abs() < EVEN).count();
    if width.min(height) < 16 || even as f32 >= MOST * samples.len() as f32 {
        return Grey::from_pixel(width, height, Luma([border]));
    }
    if let Some(paper) = of_two(&samples) {
        return Grey::from_pixel(width, height, Luma([paper]));
    }
    let surface = fit(&samples);
    Grey::from_fn(width, height, |x, y| {
        let value: f64 = surface.iter().zip(terms(x, y, width, height)).map(|(a, b)| a * b).sum();
        Luma([(value as f32).clamp(0.0, 1.0)])
    })
}

/// The brightness of the paper, if the pixels are of two: where the best threshold between them explains nearly all of the variance.
///
/// Source: Otsu, *A threshold selection method from gray-level histograms*, 1979.
fn of_two(samples: &[([f64; TERMS], f32)]) -> Option<f32> {
    let mut greys: Vec<f32> = samples.iter().map(|(_, grey)| *grey).collect();
    greys.sort_by(f32::total_cmp);
    let count = greys.len() as f64;
    let total: f64 = greys.iter().map(|grey| f64::from(*grey)).sum();
    let squares: f64 = greys.iter().map(|grey| f64::from(*grey).powi(2)).sum();
    let (mut sum, mut best, mut threshold) = (0.0, 0.0, 0.0);
    for (i, grey) in greys.iter().enumerate().take(greys.len() - 1) {
        sum += f64::from(*grey);
        let below = (i + 1) as f64;
        let difference = sum / below - (total - sum) / (count - below);
        let between = below * (count - below) * difference * difference / (count * count);
        if between > best {
            (best, threshold) = (between, *grey);
        }
    }
    let variance = squares / count - (total / count).powi(2);
    if best < EXPLAINED * variance {
        return None;
    }
    // Places go from −1 to 1: the nearer to the border, the likelier is it paper.
    let weight = |terms: &[f64; TERMS]| 0.2 + terms[3].max(terms[5]).powi(4);
    let share = |of: &dyn Fn(f32) -> bool| -> f64 {
        samples.iter().filter(|(_, grey)| of(*grey)).map(|(terms, _)| weight(terms)).sum()
    };
    let is_light = share(&|grey| grey > threshold) >= share(&|grey| grey <= threshold);
    Some(median(greys.into_iter().filter(|grey| (*grey > threshold) == is_light).collect()))
}

/// The mean difference of the picture from the paper, of most pixels: twice the median.
pub(super) fn noise(differences: &Grey) -> f32 {
    2.0 * median(samples(differences).iter().map(|(_, difference)| difference.abs()).collect())
}

/// Some pixels, and the terms of their places.
fn samples(picture: &Grey) -> Vec<([f64; TERMS], f32)> {
    let (width, height) = picture.dimensions();
    let step = |side: u32| side.div_ceil(SAMPLES) as usize;
    let places = (0..height).step_by(step(height)).flat_map(|y| (0..width).step_by(step(width)).map(move |x| (x, y)));
    places.map(|(x, y)| (terms(x, y, width, height), picture.get_pixel(x, y).0[0])).collect()
}

fn terms(x: u32, y: u32, width: u32, height: u32) -> [f64; TERMS] {
    let place = |at: u32, side: u32| 2.0 * (f64::from(at) + 0.5) / f64::from(side) - 1.0;
    let (x, y) = (place(x, width), place(y, height));
    [1.0, x, y, x * x, x * y, y * y]
}

/// The factors of the terms: least squares, again and again, each time with the weight 1/|difference| for a pixel.
fn fit(samples: &[([f64; TERMS], f32)]) -> [f64; TERMS] {
    let mut surface = [0.0; TERMS];
    for round in 0..ROUNDS {
        let mut equations = [[0.0; TERMS + 1]; TERMS];
        for (terms, grey) in samples {
            let value: f64 = surface.iter().zip(terms).map(|(a, b)| a * b).sum();
            let weight = if round == 0 { 1.0 } else { 1.0 / (f64::from(*grey) - value).abs().max(0.005) };
            for (row, a) in equations.iter_mut().zip(terms) {
                row.iter_mut().zip(terms.iter().chain([&f64::from(*grey)])).for_each(|(sum, b)| *sum += weight * a * b);
            }
        }
        surface = solve(equations);
    }
    surface
}

/// Gauss's elimination, with the largest number of a column as its pivot.
fn solve(mut rows: [[f64; TERMS + 1]; TERMS]) -> [f64; TERMS] {
    for column in 0..TERMS {
        let largest = (column..TERMS).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()));
        rows.swap(column, largest.unwrap_or(column));
        let pivot = rows[column];
        for (_, row) in rows.iter_mut().enumerate().filter(|(other, _)| *other != column) {
            let factor = row[column] / pivot[column];
            row.iter_mut().zip(pivot).for_each(|(number, pivot)| *number -= factor * pivot);
        }
    }
    std::array::from_fn(|term| rows[term][TERMS] / rows[term][term])
}
