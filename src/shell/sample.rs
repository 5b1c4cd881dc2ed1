//! The sample: the two seed documents, embedded in the program, as the analyst's own project in the user's data folder.

use etcetera::BaseStrategy as _;
use std::io;
use std::path::PathBuf;

const SEEDS: [(&str, &[u8]); 2] = [
    ("000_84839096dc77e6c1.txt", include_bytes!("../../seeds/000_84839096dc77e6c1.txt")),
    ("002_288d556eec8bee92.txt", include_bytes!("../../seeds/002_288d556eec8bee92.txt")),
];

/// Where the sample lies.
pub(super) struct Sample {
    /// The project file.
    pub project: PathBuf,
    /// The folder of its documents.
    pub documents: PathBuf,
}

/// Lays the documents out and says where the project belongs.
pub(super) fn place() -> io::Result<Sample> {
    let base = etcetera::choose_base_strategy().map_err(|e| io::Error::other(e.to_string()))?;
    let folder = base.data_dir().join("assay");
    let documents = folder.join("sample documents");
    std::fs::create_dir_all(&documents)?;
    for (name, bytes) in SEEDS {
        let path = documents.join(name);
        if !path.exists() {
            std::fs::write(path, bytes)?;
        }
    }
    Ok(Sample { project: folder.join("Sample.assay"), documents })
}
