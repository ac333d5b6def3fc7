//! Messages out: SMTP, a folder, or memory.
