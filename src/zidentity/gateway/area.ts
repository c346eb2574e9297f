import type { Area } from '../http/area.js';
import { createGatewayCounters, gatewayHandler } from './gateway.js';
import { products } from './products.js';
import { gatewayRefusal } from './refusals.js';

/** The API gateway with its products. The admin API, a product too, has an area of its own. */
export function gatewayArea(): Area {
  const counters = createGatewayCounters();
  return {
    name: 'gateway',
    surfaces: ['api'],
    routes: products.map((product) => ({
      method: '*',
      pattern: `${product.prefix}*`,
      handler: gatewayHandler(product, counters),
    })),
    prefixes: products.map((product) => product.prefix),
    refuse: (error) => gatewayRefusal(error.status, error.message),
  };
}
