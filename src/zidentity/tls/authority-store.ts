import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateFiles } from '../state/state-files.js';

/** Where the local authority's certificate and key are kept. */
export interface AuthorityStore {
  /** Absolute path of the certificate, for `--cacert` and its kind. */
  caFile: string;
  readCertificate(): Promise<string | undefined>;
  readKey(): Promise<string | undefined>;
  saveCertificate(pem: string): Promise<void>;
  saveKey(pem: string): Promise<void>;
  /** Keeps a file that cannot be used under another name, and says which. */
  keepAside(which: 'certificate' | 'key', at: Date): Promise<string>;
  close(): Promise<void>;
}

const certificateFile = 'ca.pem';
const keyFile = 'ca-key.pem';

/** In the state folder; both files have mode 0600. */
export function authorityInFolder(files: StateFiles): AuthorityStore {
  const read = async (name: string) => (await files.read(name))?.toString('utf8');
  return {
    caFile: join(files.folder, certificateFile),
    readCertificate: () => read(certificateFile),
    readKey: () => read(keyFile),
    saveCertificate: (pem) => files.write(certificateFile, pem),
    saveKey: (pem) => files.write(keyFile, pem),
    keepAside: (which, at) => files.keepAside(which === 'key' ? keyFile : certificateFile, at),
    close: async () => undefined,
  };
}

/** The key in memory alone, the certificate in a new folder (mode 0700) that goes when the mock stops. */
export async function authorityInMemory(): Promise<AuthorityStore> {
  const folder = await mkdtemp(join(tmpdir(), 'oneapi-mock-'));
  const caFile = join(folder, certificateFile);
  let certificate: string | undefined;
  let key: string | undefined;
  return {
    caFile,
    readCertificate: async () => certificate,
    readKey: async () => key,
    async saveCertificate(pem) {
      await writeFile(caFile, pem, { mode: 0o600 });
      certificate = pem;
    },
    async saveKey(pem) {
      key = pem;
    },
    async keepAside() {
      return caFile;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
