/** The environment variable that names the file for mocha-reporter.js. Apart, as it must load without mocha. */
export const resultsVariable = 'ONEAPI_TEST_RESULTS';
