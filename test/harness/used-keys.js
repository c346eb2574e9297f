// Loaded ahead of tests that start many mocks (node --import). An RSA key takes a fifth of a second of a core, and each
// mock wants one of its own: the first ones are made as ever, later mocks of the same process get them again in turn.
// Programs that a test starts make their own.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** More than any test holds against one another. */
const kept = 16;

const generate = crypto.generateKeyPair;
/** @type {Buffer[]} PKCS#8, so that each mock has key objects of its own */
const made = [];
let next = 0;

/**
 * @param {string} type
 * @param {{modulusLength?: number, publicKeyEncoding?: unknown}} options
 * @param {(error: Error | null, publicKey?: crypto.KeyObject, privateKey?: crypto.KeyObject) => void} done
 */
function generateOrReuse(type, options, done) {
  if (type !== 'rsa' || options.modulusLength !== 2048 || options.publicKeyEncoding !== undefined) {
    // @ts-expect-error the overloads name each type of key
    generate(type, options, done);
    return;
  }
  const der = made.length < kept ? undefined : made[next++ % kept];
  if (der !== undefined) {
    const privateKey = crypto.createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
    setImmediate(done, null, crypto.createPublicKey(privateKey), privateKey);
    return;
  }
  generate('rsa', { modulusLength: 2048 }, (error, publicKey, privateKey) => {
    if (error === null && made.length < kept) made.push(privateKey.export({ type: 'pkcs8', format: 'der' }));
    done(error, publicKey, privateKey);
  });
}

// @ts-expect-error the promisified form is not used by what is tested
crypto.generateKeyPair = generateOrReuse;
syncBuiltinESMExports();
