// npm run test:load: 64 connections for a minute against the packaged command line, judged by what they got, by its
// memory before and after, by its event loop, and by how it stops under them.
//   npm run test:load -- --seconds 600   longer
import { runLong } from './long-run.js';

await runLong({ folder: 'load', options: { seconds: { variable: 'ONEAPI_LOAD_SECONDS', count: 60 } }, minutes: 60 });
