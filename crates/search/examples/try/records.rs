//! Made-up vulnerabilities, as many as there are real ones, to see how fast search is among them.

use search::{Indexed, Scope};

const VENDORS: [&str; 24] = [
    "Fortinet",
    "Cisco",
    "Progress",
    "Ivanti",
    "Citrix",
    "Oracle",
    "Adobe",
    "Apache",
    "WordPress",
    "Linux",
    "Google",
    "Apple",
    "VMware",
    "Atlassian",
    "GitLab",
    "SolarWinds",
    "Zoho",
    "Drupal",
    "Joomla",
    "Samba",
    "OpenSSL",
    "Mozilla",
    "Civica",
    "Capita",
];
const PRODUCTS: [&str; 20] = [
    "FortiOS",
    "MOVEit Transfer",
    "Connect Secure",
    "NetScaler ADC",
    "WebLogic Server",
    "Acrobat Reader",
    "Tomcat",
    "plugin",
    "kernel",
    "Chrome",
    "iOS",
    "ESXi",
    "Confluence",
    "Runner",
    "Orion",
    "ManageEngine",
    "firewall",
    "router",
    "mail server",
    "payroll portal",
];
const FLAWS: [&str; 12] = [
    "remote code execution",
    "SQL injection",
    "cross-site scripting",
    "path traversal",
    "a use after free",
    "an authentication bypass",
    "privilege escalation",
    "a buffer overflow",
    "denial of service",
    "information disclosure",
    "improper access control",
    "server-side request forgery",
];
const TAILS: [&str; 10] = [
    "allows a remote attacker to execute arbitrary code via a crafted request",
    "may let an unauthenticated user read sensitive data in the database",
    "could cause the service to stop responding until it is restarted",
    "is possible because input is not validated in the management interface",
    "affects all versions before the vendor's update and has been used by criminals",
    "allows a local user to gain administrator rights on the system",
    "lets an attacker change the password of any account through the reset page",
    "results in disclosure of files on the host through the upload function",
    "occurs in the web interface when a cookie header is too long",
    "lets phishing pages be shown within the trusted site",
];

/// So many of them, the same each time.
pub fn made_up(count: usize) -> Vec<Indexed> {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        // The square makes some far more frequent than others, as in life.
        let part = (seed >> 11) as f64 / (1_u64 << 53) as f64;
        (part * part * below as f64) as usize
    };
    let mut records = Vec::with_capacity(count);
    for number in 0..count {
        let name = format!("CVE-{}-{}", 2010 + number % 17, 1_000 + number / 17);
        let (vendor, product) = (VENDORS[next(24)], PRODUCTS[next(20)]);
        let (flaw, one, other) = (FLAWS[next(12)], TAILS[next(10)], TAILS[next(10)]);
        let function = format!("sub_{:x}_{}", next(60_000), next(400));
        records.push(Indexed {
            path: format!("/vulnerabilities/{}", name.to_lowercase()),
            kind: "vulnerabilities".to_owned(),
            title: format!("{name}: {flaw} in {vendor} {product}"),
            summary: format!(
                "{vendor} {product} before {}.{} has {flaw} in {function}.",
                next(30),
                next(99)
            ),
            asked_as: String::new(),
            aliases: Vec::new(),
            body: format!("The flaw in {function} {one}. It {other}."),
            audiences: Vec::new(),
            nations: Vec::new(),
            scope: Scope::Clear,
            weight: 1.0,
        });
    }
    records
}
