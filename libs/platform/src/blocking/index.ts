export { createAddressBlocks, isCovered, type AddressBlock, type AddressBlocks } from './address-blocks.ts';
export { createFloodWatch, FLOOD_MINUTE, type FloodWatch } from './flood-watch.ts';
export { isPublicAddress, parseNetwork, type Network } from './network.ts';
