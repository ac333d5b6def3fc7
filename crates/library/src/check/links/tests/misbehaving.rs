//! A web server with every fault that pages of others have.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    time::sleep,
};

/// The length of a heavy page, in bytes.
const HEAVY: u64 = 1 << 30;

/// A server that misbehaves as the path says, and remembers what it was asked.
#[derive(Clone, Default)]
pub(super) struct Misbehaving {
    pub(super) asked: Arc<Mutex<Vec<(String, String, Instant)>>>,
    at_once: Arc<AtomicUsize>,
    pub(super) most_at_once: Arc<AtomicUsize>,
    pub(super) written: Arc<AtomicUsize>,
}

impl Misbehaving {
    /// Starts it; the address has no slash at its end.
    pub(super) async fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move { server.answer(stream).await });
            }
        });
        address
    }

    async fn answer(&self, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        let (mut first, mut agent) = (String::new(), String::new());
        stream.read_line(&mut first).await.ok()?;
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.ok()?;
            if let Some(value) = line.to_lowercase().strip_prefix("user-agent:") {
                agent = value.trim().to_owned();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut words = first.split(' ');
        let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
        let times = {
            let mut asked = self.asked.lock().unwrap();
            asked.push((format!("{method} {path}"), agent, Instant::now()));
            asked.iter().filter(|(request, ..)| request.ends_with(&path)).count()
        };
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        self.misbehave(&mut stream, &method, &path, times).await;
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        Some(())
    }

    async fn misbehave(&self, stream: &mut BufReader<TcpStream>, method: &str, path: &str, times: usize) {
        let to = |status: &str, place: &str| {
            format!("HTTP/1.1 {status} X\r\nLocation: {place}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        };
        let plain = |status: &str| format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let answer = match path {
            _ if path.starts_with("/to/") => to("302", &format!("http://{}/c", &path["/to/".len()..])),
            "/head-refused" => plain(if method == "HEAD" { "405" } else { "200" }),
            "/head-says-gone" => plain(if method == "HEAD" { "404" } else { "200" }),
            "/flaky" if times == 1 => return,
            "/closes" => return,
            "/gone" => plain("404"),
            "/gone-for-good" => plain("410"),
            "/private" => plain("403"),
            "/sign-in" => plain("401"),
            "/busy" => plain("429"),
            "/ill" => plain("503"),
            "/moved" => to("301", "/ok"),
            "/moved-on" => to("308", "/moved"),
            "/moved-and-gone" => to("301", "/gone"),
            "/moved-then-passing" => to("301", "/passing"),
            "/passing" => to("302", "/ok#part"),
            "/loop" => to("302", "/loop"),
            "/lost" => to("302", "/"),
            "/other-scheme" => to("302", "ftp://example.org/"),
            "/nowhere" => "HTTP/1.1 302 X\r\nContent-Length: 0\r\n\r\n".to_owned(),
            "/broken" => "Hello? This is no HTTP.\r\n\r\n".to_owned(),
            "/half" => "HTTP/1.1 200 OK\r\nContent-Le".to_owned(),
            "/never" => {
                sleep(Duration::from_secs(60)).await;
                return;
            }
            "/slow" => {
                sleep(Duration::from_millis(120)).await;
                plain("200")
            }
            "/heavy" => {
                self.pour(stream, method).await;
                return;
            }
            _ => plain("200"),
        };
        // The other side may be gone, which is its right.
        let _ = stream.write_all(answer.as_bytes()).await;
        let _ = stream.shutdown().await;
    }

    /// Refuses HEAD and then sends a gigabyte, as long as anybody reads it.
    async fn pour(&self, stream: &mut BufReader<TcpStream>, method: &str) {
        let status = if method == "HEAD" { 405 } else { 200 };
        let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {HEAVY}\r\nConnection: close\r\n\r\n");
        if stream.write_all(head.as_bytes()).await.is_err() || method == "HEAD" {
            return;
        }
        let piece = vec![b'x'; 1 << 16];
        while stream.write_all(&piece).await.is_ok() {
            self.written.fetch_add(piece.len(), Ordering::SeqCst);
        }
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .map(|(request, ..)| request.clone())
            .collect()
    }
}
