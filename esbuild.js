// Builds everything that runs: the extension and the command line (sharing lazily loaded chunks),
// the webview scripts, and, with --tests, the test suites.
//   node esbuild.js [--production] [--watch] [--tests] [--out=DIR] [--metafile=FILE]
// --out: another folder than dist/; --metafile: where to write what went into the extension's bundle
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const watch = flags.has('--watch');
const optionOf = (name) => process.argv.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
const dist = optionOf('out') ?? 'dist';
const metafile = optionOf('metafile');

// CommonJS packages inside an ES module bundle still ask for Node's own modules with require().
const requireForCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  splitting: true,
  banner: { js: requireForCommonJs },
};

function filesBelow(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'));
}

/** @type {esbuild.BuildOptions[]} */
const builds = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts', cli: 'src/cli/main.ts' },
    external: ['vscode'],
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
  },
];

const webviews = filesBelow('src/editor/webview', '.main.ts');
if (webviews.length > 0) {
  builds.push({
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: webviews,
    entryNames: '[name]',
    outdir: join(dist, 'webview'),
  });
}

if (flags.has('--tests')) {
  const suites = ['unit', 'server', 'host', 'ui', 'bench', 'security'];
  builds.push({
    ...node,
    minify: false,
    entryPoints: [
      ...suites.flatMap((suite) => filesBelow(`test/${suite}`, '.test.ts')),
      ...filesBelow('test/host', 'index.ts'),
      ...filesBelow('test/ui', '.main.ts'),
      ...filesBelow('test/bench', '.bench.ts'),
    ],
    outbase: 'test',
    outdir: 'out/test',
    packages: 'external',
    external: ['vscode'],
    chunkNames: 'chunks/[name]-[hash]',
  });
}

rmSync(join(dist, 'chunks'), { recursive: true, force: true });
if (flags.has('--tests')) rmSync('out/test', { recursive: true, force: true });

if (watch) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('watching');
} else {
  try {
    const [extension] = await Promise.all(builds.map((options) => esbuild.build(options)));
    if (metafile) writeFileSync(metafile, JSON.stringify(extension.metafile));
  } catch (error) {
    // esbuild has printed what is wrong with the sources.
    if (!(error instanceof Error && 'errors' in error)) throw error;
    process.exitCode = 1;
  }
}
