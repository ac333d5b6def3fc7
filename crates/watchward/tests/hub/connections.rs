//! Connections that ask for nothing do not keep out those who do.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::program::{Program, get, request, wrapped};

#[tokio::test]
async fn many_silent_and_slow_connections_do_not_starve_a_reader() {
    let folder = tempfile::tempdir().unwrap();
    // So few open files leave room for 64 connections.
    let command = wrapped(folder.path(), &["prlimit", "--nofile=256:256"]);
    let hub = Program::of(command, folder.path(), "", &[]).await;
    let mut others = Vec::new();
    for number in 0..200 {
        let mut stream = TcpStream::connect(&hub.address).await.unwrap();
        if number % 2 == 0 {
            stream
                .write_all(b"GET / HTTP/1.1\r\nhost: x\r\nx-slow: ")
                .await
                .unwrap();
        }
        others.push(stream);
    }
    for _ in 0..5 {
        let began = Instant::now();
        assert_eq!(get(&hub.address, "/healthz").await.unwrap().status, 200);
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "it took {:?}",
            began.elapsed()
        );
    }
    assert_eq!(hub.stop().await.code(), Some(0));
}

#[tokio::test]
async fn a_connection_answers_many_requests() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let mut stream = TcpStream::connect(&hub.address).await.unwrap();
    for _ in 0..3 {
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"ok\n") {
            assert_ne!(
                stream.read_buf(&mut answer).await.unwrap(),
                0,
                "{}",
                String::from_utf8_lossy(&answer)
            );
        }
    }
}

#[tokio::test]
async fn an_endless_head_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "a".repeat(100_000));
    // The hub may close before all of it is sent; either way no page comes back.
    if let Ok(reply) = request(&hub.address, &head).await {
        assert_eq!(reply.status, 431);
    }
    assert_eq!(get(&hub.address, "/healthz").await.unwrap().status, 200);
}
