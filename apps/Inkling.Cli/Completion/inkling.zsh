# Completes verbs, options and names of inkling, and file names.
_inkling() {
    local -a suggestions
    suggestions=("${(@f)$(inkling "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
    compadd -a suggestions
    _files
}
compdef _inkling inkling
