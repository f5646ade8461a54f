// A proxy of a company, in small: `proxy.js intercept KEY CERTIFICATE` puts a certificate of its own before every server,
// `proxy.js refuse` lets nobody through without a login. Listens on 127.0.0.1 and says where.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureContext, TLSSocket } from 'node:tls';

const [mode, keyFile, certFile] = process.argv.slice(2);
const context = mode === 'intercept' ? createSecureContext({ key: readFileSync(keyFile), cert: readFileSync(certFile) }) : undefined;

const server = createServer((_request, response) => response.writeHead(502).end());
server.on('connect', (_request, socket) => {
	socket.on('error', () => socket.destroy());
	if (!context) {
		socket.end(
			'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
		);
		return;
	}
	socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
	new TLSSocket(socket, { isServer: true, secureContext: context }).on('error', () => socket.destroy());
});
server.listen(3128, '127.0.0.1', () => process.stdout.write('listening\n'));
