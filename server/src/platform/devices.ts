/** Where a model runs. `auto` tries the graphics processor first and ends at the CPU, which is always there. */
export const devices = ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml'] as const;
export type Device = (typeof devices)[number];
