/// Placeholder, replaced by this target's own declarations.
