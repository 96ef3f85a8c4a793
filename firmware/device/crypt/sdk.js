// What is used here of the SDK's modules/crypt; sdk.d.ts says what it means.
export { Digest } from 'crypt';
export { default as Curve } from 'curve';
export { default as ECDSA } from 'ecdsa';
export { default as ECPoint } from 'ecp';
export { default as PKCS1 } from 'pkcs1';
