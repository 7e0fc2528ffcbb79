#pragma once

#include "tests/tidy/source.h"

namespace lapwing::tidy {

// includes.cpp
void checkArrows(const Sources&, Report&);
void checkCycles(const Sources&, Report&);
void checkRooted(const Sources&, Report&);
void checkQt(const Sources&, Report&);
void checkThirdParty(const Sources&, Report&);
void checkBoostFiles(const Sources&, Report&);
void checkPureShared(const Sources&, Report&);

// words.cpp
void checkClassNames(const Sources&, Report&);
void checkColours(const Sources&, Report&);
void checkHeaderUsing(const Sources&, Report&);
void checkMachinePaths(const Sources&, Report&);
void checkPragmaOnce(const Sources&, Report&);
void checkQmlSeams(const Sources&, Report&);
void checkTestWaits(const Sources&, Report&);
void checkThrow(const Sources&, Report&);
void checkTypesOnce(const Sources&, Report&);
void checkUnfinished(const Sources&, Report&);

// paths.cpp
void checkFileNames(const Sources&, Report&);
void checkNamedPaths(const Sources&, Report&);

// old_words.cpp
void checkOldPhrases(const Sources&, Report&);
void checkOldWords(const Sources&, Report&);
void checkFieldNames(const Sources&, Report&);
void checkOneVersion(const Sources&, Report&);
void checkSchemaWords(const Sources&, Report&);

// tables.cpp
void checkTableOwners(const Sources&, Report&);

// statics.cpp
void checkMutableStatics(const Sources&, Report&);

// sentences.cpp
void checkSentences(const Sources&, Report&);

// sizes.cpp
void checkLineLength(const Sources&, Report&);
void checkFileSize(const Sources&, Report&);
void checkFunctionSize(const Sources&, Report&);

// build.cpp
void checkListed(const Sources&, Report&);
void checkPageFiles(const Sources&, Report&);
void checkNoGlob(const Sources&, Report&);
void checkNoDownload(const Sources&, Report&);

} // namespace lapwing::tidy
