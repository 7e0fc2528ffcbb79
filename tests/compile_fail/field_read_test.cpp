// That a field cannot be written without having been read is kept by the compiler; this asks it.
#include "tests/support/compiled.h"

namespace {
lapwing::test::Compiled compile(const std::string& body)
{
    return lapwing::test::compile(
        "#include \"sync/log/displayed_record.h\"\nusing namespace lapwing;\n" + body);
}
} // namespace

TEST_CASE("a token that a form gave can be copied into a write")
{
    const auto control = compile("FieldWrite write(const DisplayedRecord& form)\n"
                                 "{ return {form.read(1609), Value::text(\"x\"), {}}; }\n");
    CHECK_MESSAGE(control.ok, control.said);
}

TEST_CASE("nobody but a form makes a token, and nobody but a store's form source a form")
{
    for (const std::string body : {
             "FieldRead token;\n",
             "FieldRead token{};\n",
             "FieldRead token() { return {}; }\n",
             "FieldWrite write{{}, Value::text(\"x\"), {}};\n",
             "DisplayedRecord form;\n",
             "void widen(FieldRead& token) { token.m_field = 7; }\n",
             "void empty(FieldRead& token) { token.m_shown.clear(); }\n",
             "struct Mine : FieldRead { Mine() = default; };\nMine mine;\n",
             "DisplayedRecord mine() { return RecordDisplay::makeDisplayed({}, 0, {}); }\n",
         }) {
        CAPTURE(body);
        const auto refused = compile(body);
        CHECK_FALSE(refused.ok);
        const bool forThatReason = refused.said.find("private") != std::string::npos
                                   || refused.said.find("protected") != std::string::npos
                                   || refused.said.find("deleted") != std::string::npos;
        CHECK_MESSAGE(forThatReason, refused.said);
    }
}
