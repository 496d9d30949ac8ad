// Which Linux this is, for what kernels came to do otherwise.
import { release } from 'node:os';

const [major = 0, minor = 0] = release().split('.').map(Number);

/** Whether this is the kernel, or a later one, that wasip2 guests do as in what is the library's own: 6.18. */
export const isNewKernel = major > 6 || (major === 6 && minor >= 18);
