//! One request on one connection, as plain as can be, so that a connection that breaks is seen to break.

use std::io;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status, such as 303.
    pub status: u16,
    /// The head, in lower case.
    pub head: String,
    /// The body.
    pub text: String,
}

/// Asks for a page.
pub async fn get(address: &str, path: &str) -> io::Result<Reply> {
    request(
        address,
        &format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"),
    )
    .await
}

/// Posts a form, as a browser does from a page of the hub.
pub async fn post(address: &str, path: &str, fields: &[(&str, &str)]) -> io::Result<Reply> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        form.len()
    );
    request(address, &(head + &form)).await
}

/// Sends these bytes and reads what comes back.
pub async fn request(address: &str, bytes: &str) -> io::Result<Reply> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, text) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = head
        .get(9..12)
        .and_then(|status| status.parse().ok())
        .ok_or(io::ErrorKind::InvalidData)?;
    Ok(Reply {
        status,
        head: head.to_lowercase(),
        text: text.to_owned(),
    })
}
