import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Why no certificates can be made here; undefined where they can. */
export const opensslMissing = spawnSync('openssl', ['version']).error === undefined ? undefined : 'there is no openssl on this machine';
if (opensslMissing !== undefined) console.log(`Skipped: the tests with TLS, since ${opensslMissing}.`);

export interface MadeCertificate {
	/** PEM texts. */
	readonly certificate: string;
	readonly key: string;
	/** The authority that signed it, which nobody knows. */
	readonly caFile: string;
}

/** A certificate for a name or an IP address, signed by an authority made for it. */
export function makeCertificate(address: string): MadeCertificate {
	const folder = temporaryFolder();
	const file = (name: string) => join(folder, name);
	const openssl = (...parameters: string[]) => execFileSync('openssl', parameters, { stdio: 'ignore' });
	const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	openssl('req', '-x509', ...newKey, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', '/CN=Authority of the test', '-days', '2');
	openssl('req', ...newKey, '-keyout', file('key.pem'), '-out', file('request'), '-subj', '/CN=test');
	writeFileSync(file('extensions'), `subjectAltName=${isIP(address) === 0 ? 'DNS' : 'IP'}:${address}\n`);
	const signing = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-extfile', file('extensions'), '-days', '2'];
	openssl('x509', '-req', '-in', file('request'), '-out', file('certificate.pem'), ...signing);
	return { certificate: readFileSync(file('certificate.pem'), 'utf8'), key: readFileSync(file('key.pem'), 'utf8'), caFile: file('ca.pem') };
}
