# Completes verbs, options and names of inkling, and file names.
complete --command inkling --arguments '(inkling "[suggest:"(commandline --cursor)"]" (commandline) 2>/dev/null)'
