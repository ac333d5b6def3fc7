"""A mail server for the tests: `server.py FOLDER [plain|starttls|tls] [CERTIFICATE]`.

It writes each message to FOLDER, with the envelope in its first two lines. It answers 451 to later@… and
550 to never@…. Over TLS it wants the user "ada" with the password "right". Its port is its first line.
"""

import asyncio
import logging
import pathlib
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


class Folder:
    def __init__(self, folder):
        self.folder = folder

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("later@"):
            return "451 come back later"
        if address.startswith("never@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = len(list(self.folder.iterdir())) + 1
        head = f"{envelope.mail_from}\n{' '.join(envelope.rcpt_tos)}\n".encode()
        (self.folder / f"{number}.txt").write_bytes(head + envelope.content)
        return "250 kept"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"ada", b"right"), handled=False)


async def main():
    folder, mode = pathlib.Path(sys.argv[1]), sys.argv[2]
    context = None
    if mode != "plain":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[3])

    def session():
        options = {"hostname": "localhost"}
        if mode == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        if mode != "plain":
            options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": mode == "starttls"}
        return SMTP(Folder(folder), **options)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# What a server should tell its keeper is no news here: over TLS from the first byte it sees a plain wire.
logging.disable()
warnings.simplefilter("ignore")
asyncio.run(main())
