/** `audience` of every OneAPI token request, and the `aud` that the official SDKs put into an assertion. */
export const oneApiAudience = 'https://api.zscaler.com';
