/** One rate limit: so many requests within so many seconds. */
export interface RateRule {
  methods: readonly string[];
  limit: number;
  /** Seconds. */
  window: number;
}

/** A product behind the gateway. */
export interface Product {
  /** As roles name it; the first is the official one. */
  names: readonly string[];
  prefix: string;
  contentType: string;
  /** What `x-ratelimit-limit` says of the gateway's own limit, and its first part as numbers. */
  quota: { text: string; limit: number; window: number };
  /** Headers of the product's own. */
  headers: Readonly<Record<string, string>>;
  /** The service's documented rate limits, counted for a client or, for ZPA, an address. */
  rates: readonly RateRule[];
  ratesPer: 'client' | 'address';
  /** How the service words a 429. */
  rateForm: 'zia' | 'zpa' | 'gateway';
  /** Whether the sandbox plays it. */
  simulated: boolean;
}

const reads = ['GET'];
const writes = ['POST', 'PUT', 'PATCH'];
const minute = 60;
const hour = 3600;

/** ZIA's documentation; ZTW has the same. */
const ziaRates: RateRule[] = [
  { methods: reads, limit: 2, window: 1 },
  { methods: reads, limit: 1000, window: hour },
  { methods: writes, limit: 1, window: 1 },
  { methods: writes, limit: 400, window: hour },
  { methods: ['DELETE'], limit: 1, window: minute },
  { methods: ['DELETE'], limit: 4, window: hour },
];

/** As recorded live answers show it. */
const gatewayQuota = { text: '5000, 5000;w=60', limit: 5000, window: minute };

const common = {
  contentType: 'application/json',
  quota: gatewayQuota,
  headers: {},
  rates: [],
  ratesPer: 'client',
  rateForm: 'gateway',
  simulated: true,
} as const satisfies Partial<Product>;

export const products: readonly Product[] = [
  {
    ...common,
    names: ['ZIA'],
    prefix: '/zia/',
    headers: { 'cache-control': 'no-store, no-cache', 'x-zscaler-mode': 'read-write' },
    rates: ziaRates,
    rateForm: 'zia',
  },
  {
    ...common,
    names: ['ZPA'],
    prefix: '/zpa/',
    contentType: 'application/json;charset=utf-8',
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    rates: [
      { methods: reads, limit: 20, window: 10 },
      { methods: [...writes, 'DELETE'], limit: 10, window: 10 },
    ],
    ratesPer: 'address',
    rateForm: 'zpa',
  },
  {
    ...common,
    names: ['ZCC'],
    prefix: '/zcc/',
    contentType: 'application/json;charset=UTF-8',
    headers: { 'cache-control': 'no-cache', pragma: 'no-cache' },
    quota: { text: '100, 100;w=3600, 100;w=3600', limit: 100, window: hour },
    rates: [{ methods: [...reads, ...writes, 'DELETE'], limit: 100, window: hour }],
  },
  {
    ...common,
    names: ['ZDX'],
    prefix: '/zdx/',
    quota: { text: '1000, 1000;w=60, 1000;w=60', limit: 1000, window: minute },
    rates: [
      { methods: [...reads, ...writes, 'DELETE'], limit: 10, window: minute },
      { methods: [...reads, ...writes, 'DELETE'], limit: 60, window: hour },
    ],
  },
  {
    ...common,
    headers: { 'cache-control': 'no-store, no-cache' },
    names: ['CLOUD_CONNECTOR', 'ZTW'],
    prefix: '/ztw/',
    rates: ziaRates,
    rateForm: 'zia',
  },
  { ...common, names: ['BI'], prefix: '/bi/', simulated: false },
  { ...common, names: ['ZINSIGHTS'], prefix: '/zins/', simulated: false },
];
