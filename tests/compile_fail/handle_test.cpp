// That a field or a word that is not there, and taking one of several versions, are errors of the
// compiler; this asks it.
#include "tests/support/compiled.h"

namespace {
lapwing::test::Compiled law(const std::string& body)
{
    return lapwing::test::compile("#include \"shared/domain/facts.h\"\n"
                                  "#include \"shared/schema/visit_fields.h\"\n"
                                  "using namespace lapwing;\nusing namespace lapwing::schema;\n"
                                  "bool law(const domain::Facts& of) { "
                                  + body + " }\n");
}
} // namespace

TEST_CASE("a law that asks every version of a field for a word compiles")
{
    const auto control = law("return of[visit::state].is(visit::State::Ready);");
    CHECK_MESSAGE(control.ok, control.said);
}

TEST_CASE("a law that misspells a field or a word, or takes another field's word, does not compile")
{
    for (const std::string body : {
             "return of[visit::stat].is(visit::State::Ready);",
             "return of[visit::state].is(visit::State::Redy);",
             "return of[visit::state].is(visit::State::Approved);", // said by signatures only
             "return of[visit::state].is(visit::Outcome::Seen);",
             "return of[visit::leadOfficer].empty();",
         }) {
        CAPTURE(body);
        CHECK_FALSE(law(body).ok);
    }
}

TEST_CASE("nobody takes one value of several")
{
    for (const std::string body : {
             "const visit::State one = of[visit::state]; return one == visit::State::Ready;",
             "return of[visit::state] == visit::State::Ready;",
             "return of[visit::state].value() == visit::State::Ready;",
             "return *of[visit::state] == visit::State::Ready;",
             "return of[visit::state].m_said.back().value == visit::State::Ready;",
         }) {
        CAPTURE(body);
        CHECK_FALSE(law(body).ok);
    }
}
