// Beast's own function bodies, compiled once here, so that listener.cpp, the one file that uses
// Beast, only declares them (BOOST_BEAST_SEPARATE_COMPILATION).
#include <boost/beast/src.hpp>
