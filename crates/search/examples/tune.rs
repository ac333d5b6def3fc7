//! temporary
#[path = "try/content.rs"]
mod content;
use search::*;
use std::path::Path;
use search::tune::P;

fn asked(file: &str) -> Vec<Asked> {
    std::fs::read_to_string(file).unwrap().lines().filter_map(|l| { let (q,a)=l.split_once('|')?; Some(Asked{question:q.trim().into(),answers:a.split_whitespace().map(str::to_owned).collect()}) }).collect()
}
fn main() {
    let (documents, meanings) = content::read(Path::new("content")).unwrap();
    let a = asked("/tmp/ww/search-questions.txt");
    let b = asked("/tmp/ww/search-validation.txt");
    let mut held = Vec::new();
    let mut kept = documents.clone();
    for (n, d) in kept.iter_mut().enumerate() {
        let mut i = 0;
        let path = d.path.clone();
        d.asked_as.retain(|ph| { i += 1; let is = (n + i) % 5 == 0; if is { held.push(Asked{question: ph.clone(), answers: vec![path.clone()]}); } !is });
    }
    let full = Index::in_memory().unwrap();
    let part = Index::in_memory().unwrap();
    full.sync(&documents, &meanings).unwrap();
    part.sync(&kept, &meanings).unwrap();
    let mut flip = false;
    let mut eval = |resync: bool| -> (f64, f64, f64, f64) {
        if resync {
            flip = !flip;
            let mut m = meanings.clone();
            if flip { m.push(Meaning{term:"zzzqq".into(),path:"x".into(),also_known_as:vec![],plain:vec![]}); }
            full.sync(&documents, &m).unwrap();
            part.sync(&kept, &m).unwrap();
        }
        let x = evaluate(&full, &a).unwrap().mean_reciprocal_rank;
        let y = evaluate(&part, &held).unwrap().mean_reciprocal_rank;
        let z = evaluate(&full, &b).unwrap().mean_reciprocal_rank;
        (x + z + 0.7 * y, x, y, z)
    };
    let mut best = eval(false);
    println!("start {best:?} {} held", held.len());
    let names: Vec<&'static str> = P.read().unwrap().keys().copied().collect();
    let only: Vec<String> = std::env::args().skip(1).collect();
    for _round in 0..2 {
        for name in &names {
            if !only.is_empty() && !only.iter().any(|o| name.starts_with(o.as_str())) { continue; }
            let resync = ["IDFPOW", "EVERY", "EVERYPOW", "PLAIN", "LSA"].contains(name);
            let now = P.read().unwrap()[name];
            let mut kept = now;
            for factor in [0.7, 0.85, 1.15, 1.4] {
                let value = if now == 0.0 { factor - 0.7 } else { now * factor };
                P.write().unwrap().insert(name, value);
                let got = eval(resync);
                if got.0 > best.0 + 1e-4 { best = got; kept = value; }
            }
            P.write().unwrap().insert(name, kept);
            if kept != now { println!("{name} {now} -> {kept}: {best:?}"); if resync { eval(true); } }
        }
    }
    println!("{:?}", P.read().unwrap());
    println!("validation {:?}", eval(true));
}
