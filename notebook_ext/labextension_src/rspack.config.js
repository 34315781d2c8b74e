// The same bytes on every machine: the builder would number the modules by a hash of their absolute paths.
module.exports = { optimization: { moduleIds: 'natural' } };
