/** Stands in for packages that are left out of the bundle. */
export default () => undefined;
