import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { makeCertificate } from '../../keys/certificate.js';
import { generateKeyPair } from '../../keys/generate.js';
import { readPrivateKey } from '../../keys/read.js';
import { writePrivateKey } from '../../keys/write.js';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import { askForKey } from './ask-for-key.js';
import { pickKeyType } from './pick-key-type.js';
import { type MadeFile, offerFiles, saveAll } from './save-key-file.js';

const certificateArguments = v.strictObject({
  commonName: text,
  organization: v.optional(text),
  days: v.optional(v.pipe(v.number(), v.integer('it is no whole number'), v.minValue(1), v.maxValue(7300)), 365),
  type: v.optional(v.picklist(['RSA-2048', 'RSA-3072', 'RSA-4096', 'EC-P256']), 'RSA-2048'),
  /** PEM of a private key that exists; else one is made. */
  privateKey: v.optional(text),
  certificateFile: v.optional(text),
  privateKeyFile: v.optional(text),
});

export interface GeneratedCertificate {
  certificate: string;
  /** PKCS#8 PEM of a key that was made for it; left out where it was saved to a file. */
  privateKey?: string;
  saved: Record<string, string>;
}

/** OneAPI: Generate Certificate: self-signed, for upload to ZIdentity. */
export async function generateCertificate(services: Services, args?: unknown): Promise<GeneratedCertificate> {
  if (args === undefined) return ask(services);
  const given = readArguments(certificateArguments, args);
  const existing = given.privateKey === undefined ? undefined : readPrivateKey(given.privateKey);
  const keyPair = existing === undefined ? await generateKeyPair(given.type) : pairOf(existing);
  const certificate = await makeCertificate({
    keyPair,
    subject: { commonName: given.commonName, organization: given.organization },
    days: given.days,
    now: services.now(),
  });
  const files = filesOf(certificate, existing === undefined ? keyPair.privateKey : undefined);
  const saved = await saveAll(services, files, (file) => (file.secret ? given.privateKeyFile : given.certificateFile));
  const unsaved = given.privateKeyFile === undefined ? files.find(({ secret }) => secret) : undefined;
  return { certificate, saved, ...(unsaved === undefined ? {} : { privateKey: unsaved.content }) };
}

async function ask(services: Services): Promise<GeneratedCertificate> {
  const { ui } = services;
  const title = vscode.l10n.t('Generate Certificate');
  let commonName = '';
  let days = 365;
  let key: KeyObject | 'new' = 'new';
  await ui.steps([
    async () => {
      commonName = await ui.input({
        title,
        prompt: vscode.l10n.t('Common name, e.g. the program that will use it'),
        value: commonName,
        validate: (name) => (name.trim() === '' || name.length > 64 ? vscode.l10n.t('1 to 64 characters') : undefined),
      });
    },
    async () => {
      days = await ui.pick(
        [30, 90, 365, 730].map((value) => ({ label: vscode.l10n.t('{0} days', value), value, picked: value === days })),
        { title, placeholder: vscode.l10n.t('How long is it valid?') },
      );
    },
    async () => {
      const source = await ui.pick<'new' | 'file'>(
        [
          { icon: 'key', label: vscode.l10n.t('A new key'), value: 'new' },
          { icon: 'file', label: vscode.l10n.t('A private key file…'), value: 'file' },
        ],
        { title, placeholder: vscode.l10n.t('The certificate of which key?') },
      );
      key = source === 'new' ? 'new' : (await askForKey(services, title)).key;
    },
  ]);
  const chosen = key as KeyObject | 'new';
  const type = chosen === 'new' ? await pickKeyType(ui, title) : undefined;
  const made = await ui.progress(vscode.l10n.t('Making the certificate…'), async () => {
    const keyPair = chosen === 'new' ? await generateKeyPair(type!) : pairOf(chosen);
    const certificate = await makeCertificate({ keyPair, subject: { commonName }, days, now: services.now() });
    return { certificate, files: filesOf(certificate, chosen === 'new' ? keyPair.privateKey : undefined) };
  });
  await offerFiles(services, title, made.files);
  return { certificate: made.certificate, saved: {} };
}

function pairOf(privateKey: KeyObject): { privateKey: KeyObject; publicKey: KeyObject } {
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function filesOf(certificate: string, privateKey: KeyObject | undefined): MadeFile[] {
  const files: MadeFile[] = [
    { fileName: 'certificate.pem', content: certificate, secret: false, language: 'plaintext' },
  ];
  if (privateKey !== undefined) {
    files.unshift({
      fileName: 'private-key.pem',
      content: writePrivateKey(privateKey),
      secret: true,
      language: 'plaintext',
    });
  }
  return files;
}
