using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests.Mistakes;

public sealed class YamlMistakesTests
{
    private const string Colon = "A ':' is not allowed here: the line is indented too far, the line above lacks its ':', or the text needs quotes";
    private const string NoKey = "Expected 'key: value' at the indentation of the keys above";
    private const string Flattened = "No line of the document is indented, so nobody can tell what belongs to which key: copy it again from its source, or indent it";
    private const string NoColon = "Expected ':' behind the key";
    private const string Conflict = "Here begins a merge conflict that nobody has resolved";
    private const string Markdown = "This line is part of a Markdown page: remove it";
    private const string Script = "This line is part of a shell script: remove it";
    private const string Block = "The text behind '|' or '>' has to begin on the next line: move it there, or put all of it in quotes";
    private const string Directive = "A line that starts with '%' is an instruction to the YAML reader: put the text in quotes";
    private const string NoItem = "Expected a '-' as in the items above, or less indentation";
    private const string Tab = "A tab is used for indentation: YAML allows only spaces";
    private const string Bracket = "The bracket that opens here is never closed";
    private const string Quote = "The quoted text that starts here is never closed";
    private const string Start = "A value cannot start with this character: put the text in quotes";
    private const string More = "More text follows behind a complete value: remove it, or put all of it in quotes";
    private const string Star = "Text that starts with '*' or '&' needs quotes";
    private const string Item = "A list item is not allowed here: put '-' on a line of its own, under its key";
    private const string Escape = "The escape sequence stands for no character";

    [Theory]
    [InlineData("a: b: c", "1:5 :", Colon)]
    [InlineData("a: 1\n b: 2", "2:3 :", Colon)]
    [InlineData("a:\n  b: 1\n   c: 2", "3:5 :", Colon)]
    [InlineData("image: nginx\n  tag: 1", "2:6 :", Colon)]
    [InlineData("apiVersion v1\nkind: Pod", "1:1 apiVersion", NoColon)]
    [InlineData("spec:\n  replicas\n  selector:\n    app: web", "2:3 replicas", NoColon)]
    [InlineData("args: run\n  fast\n  now: 1", "3:6 :", Colon)] // text that goes on
    [InlineData("spec:\n  replicas\n    selector: x", "3:13 :", Colon)]
    [InlineData("--- a: 1", "1:6 :", Colon)]
    [InlineData("a:\n  b: 1\n c: 2", "3:2 c", "This line is indented by 1, which fits none above: those are indented by 0 or 2")]
    [InlineData("metadata:\n   labels:\n    app: db\n  name: db", "4:3 name", "This line is indented by 2, which fits none above: those are indented by 0 or 3 or 4")]
    [InlineData("a:\n- b: 1\n\n  # note\n  c:\n     d: 1\n   e: 1", "7:4 e", "This line is indented by 3, which fits none above: those are indented by 0 or 2 or 5")]
    [InlineData(" a: 1\nb: 2", "2:1 b", "This line is indented less than the first one of the document: the keys of one object begin in the same column")]
    [InlineData("# note\n---\n  a: 1\nb: 2", "4:1 b", "This line is indented less than the first one of the document: the keys of one object begin in the same column")]
    [InlineData("a: 1\nb\nc: 2", "2:1 b", NoKey)]
    [InlineData("a: 1\n- b", "2:1 -", NoKey)]
    [InlineData("metadata:\nname: x\nspec:\nenv:\n- name: A\nvalue: 1\n- name: B", "7:1 -", Flattened)]
    [InlineData("metadata:\nname: x\nspec:\n- a\nenv: 1\n- b", "6:1 -", NoKey)]
    [InlineData("metadata:\nname: x\nspec:\nenv:\n- name: A\n  value: 1\nb: 1\n- name: B", "8:1 -", NoKey)]
    [InlineData("a:\n  - x\n - y", "3:2 -", "This line is indented by 1, which fits none above: those are indented by 0 or 2")]
    [InlineData("- a: 1\n  - b", "2:3 -", NoKey)]
    [InlineData("a: |\n  b\n c\nd: 1", "3:2 c", "This line is indented by 1, which fits none above: those are indented by 0 or 2")]
    [InlineData("a:\n  - x\n  y: 1", "3:3 y", NoItem)]
    [InlineData("- a\nb: 1", "2:1 b", NoItem)]
    [InlineData("a:\n  - b: 1\n    c: 2\n   d: 3", "4:4 d", NoItem)]
    [InlineData("a: - b", "1:4 -", Item)]
    [InlineData("kind: Pod\napiVersion:v1\nspec:", "2:1 apiVersion:v1", "Expected a space behind the ':'")]
    [InlineData("? a\n? b\nc", "3:1 c", "Expected ':' behind the key")]
    [InlineData("foo: [a, b]: c", "1:12 :", "A key is not allowed here: the line is indented too far, or the line above lacks its value")]
    [InlineData("a: ? b", "1:4 ?", "Text that starts with '? ' needs quotes")]
    public void Says_what_is_wrong_with_the_structure(string text, string place, string message) => Expect(text, place, message);

    [Theory]
    [InlineData("a:\n  -b: 1\n   c: 2", "2:3 -", "Expected a space behind the '-'")]
    [InlineData("a:\n  - x\n  -b: 1", "3:3 -", "Expected a space behind the '-'")]
    [InlineData("a:\n  \u2013 b: 1\n    c: 2", "2:3 \u2013", "The character '\u2013' looks like '-', but begins no list item: write '-'")]
    [InlineData("a:\n  - b: 1\n  \u2022 b: 2", "3:3 \u2022", "The character '\u2022' looks like '-', but begins no list item: write '-'")]
    [InlineData("a:\n  b: \u2013 x: 1", "2:9 :", Colon)]
    [InlineData("a:\n\u00a0\u00a0b: 1\n  c: 2", "2:1 \u00a0", "The blank U+00A0 stands here, which YAML takes for a letter: write a space")]
    [InlineData("a:\n  b:\u3000x\n  c: 2", "2:5 \u3000", "The blank U+3000 stands here, which YAML takes for a letter: write a space")]
    [InlineData("a:\n  - b\uff1a1\n    c: 2", "2:6 \uff1a", "The character '\uff1a' looks like ':', but ends no key: write ':'")]
    [InlineData("a:\n  b: x\u00a0y: 1", "2:9 :", Colon)]
    [InlineData("a: -b: 1", "1:6 :", Colon)]
    [InlineData("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> main", "1:1 <<<<<<< HEAD", Conflict)]
    [InlineData("a:\r\n  b: 1\r\n<<<<<<< HEAD\r\n  c: 1\r\n=======\r\n  c: 2\r\n>>>>>>> main", "3:1 <<<<<<< HEAD", Conflict)]
    [InlineData("```yaml\na: 1\n```", "1:1 ```yaml", Markdown)]
    [InlineData("a: 1\n```", "2:1 ```", Markdown)]
    [InlineData("# how to\ncat <<EOF | kubectl apply -f -\na: 1\nEOF", "2:1 cat <<EOF | kubectl apply -f -", Script)]
    [InlineData("$ kubectl apply -f - <<'EOF'\na: 1\nEOF", "1:1 $ kubectl apply -f - <<'EOF'", Script)]
    [InlineData("a: 1\nEOF\n", "2:1 EOF", Script)]
    [InlineData("cat: 1\n b: 2", "2:3 :", Colon)]
    [InlineData("a: |\n  cat <<EOF\n  EOF\nb: c: d", "4:5 :", Colon)]
    public void Lines_of_something_else(string text, string place, string message) => Expect(text, place, message);

    [Theory]
    [InlineData("a:\n\tb: 1", "2:1 \t", Tab)]
    [InlineData("a:\n  b: 1\n \t- c", "3:2 \t", Tab)]
    [InlineData("a: 1\n\tb: 2", "2:1 \t", Tab)]
    [InlineData("a: 1\r\tb: 2\r", "2:1 \t", Tab)]
    [InlineData("a: 1\r\n\tb: 2\r\n", "2:1 \t", Tab)]
    [InlineData("a: |\n x\n\ty\nb: 1", "3:1 \t", Tab)]
    [InlineData("\ta: 1", "1:1 \t", Tab)] // YamlDotNet would read these
    [InlineData("a:\n  \tb: 1", "2:3 \t", Tab)]
    [InlineData("-\ta: 1", "1:2 \t", Tab)]
    [InlineData("a:\n \t- b", "2:2 \t", Tab)]
    public void Says_which_tab_is_in_the_way(string text, string place, string message) => Expect(text, place, message);

    [Theory]
    [InlineData("a: [1, 2", "1:4 [", Bracket)]
    [InlineData("a: [1, 2\nb: 3", "1:4 [", Bracket)] // an InvalidOperationException inside YamlDotNet
    [InlineData("a: {x: 1\nb: 3", "1:4 {", Bracket)]
    [InlineData("a:\n  b: [\n", "2:6 [", Bracket)]
    [InlineData("{", "1:1 {", Bracket)]
    [InlineData("{\"a\": [1, {\"b\": 2}", "1:7 [", Bracket)]
    [InlineData("{\"a\": 1, # }\n\"b\": '}'", "1:1 {", Bracket)]
    [InlineData("a: [1, 2}", "1:9 }", "Expected ',' or ']'")]
    [InlineData("a: {x: 1]", "1:9 ]", "Expected ',' or '}'")]
    [InlineData("{\n\t\"a\": 1,,\n\t\"b\": 2\n}", "2:9 ,", "Expected a value")] // and not the tabs, which JSON allows
    [InlineData("{\n\t\"a\": ['x' 'y']}", "2:12 'y'", "Expected ',' or ']'")]
    [InlineData("words\n# note\na: 1", "3:1 a", "Expected the end of the document: more text follows behind a complete value")]
    [InlineData("{\"a\": 1} {\"b\": 2}", "1:10 {", "Expected the end of the document: more text follows behind a complete value")]
    [InlineData("a: ]", "1:4 ]", "Expected a value")]
    [InlineData("a: [1]]", "1:7 ]", More)]
    public void Says_what_is_wrong_with_brackets(string text, string place, string message) => Expect(text, place, message);

    [Theory]
    [InlineData("a: 'x\nb: 2", "1:4 'x", Quote)]
    [InlineData("a: \"x\nb: 2", "1:4 \"x", Quote)]
    [InlineData("a: \"x\nb: \"y\"", "1:4 \"x", Quote)]
    [InlineData("command: [sh, \"echo]", "1:15 \"echo]", Quote)]
    [InlineData("a: \"x\" y", "1:8 y", More)]
    [InlineData("a: 'it's'", "1:8 s'", More)]
    [InlineData("a: \"x\\d\"", "1:6 \\d", "Unknown escape sequence: in double quotes a backslash has to be doubled")]
    [InlineData("a: \"\\u12\"", "1:5 \\u", "The escape sequence lacks hexadecimal digits")]
    [InlineData("a: \"\\uD83D\"", "1:5 \\uD83D", Escape)]
    [InlineData("a: \"\\uD83D\\u0041\"", "1:11 \\u0041", Escape)]
    [InlineData("b: 1\na: \"x\\UFFFFFFFF\"", "2:6 \\UFFFFFFFF", Escape)] // an ArgumentOutOfRangeException inside YamlDotNet
    public void Says_what_is_wrong_with_quotes_and_escapes(string text, string place, string message) => Expect(text, place, message);

    [Theory]
    [InlineData("a: @b", "1:4 @", Start)]
    [InlineData("a: `b`", "1:4 `", Start)]
    [InlineData("a: %b", "1:4 %", Start)]
    [InlineData("schedule: * * * * *", "1:11 *", Star)]
    [InlineData("a: &", "1:4 &", Star)]
    [InlineData("a: *.yaml", "1:4 *.yaml", "No anchor is called '.yaml': text that starts with '*' needs quotes")]
    [InlineData("a: !!x] b\nc: 1", "1:5 !x]", "The tag is not valid: text that starts with '!' needs quotes")] // an ArgumentException inside YamlDotNet
    [InlineData("a: |5x\n  b", "1:4 |5", Block)]
    [InlineData("a: | x\nb: 1", "1:4 | ", Block)]
    [InlineData("a: 1\nb: >x", "2:4 >", Block)]
    [InlineData("%= x\na: 1", "1:1 %", Directive)]
    [InlineData("%YAML 3.0\n---\na: 1", "1:1 %", "Found incompatible YAML document")]
    public void Says_what_is_wrong_with_the_first_character_of_a_value(string text, string place, string message) => Expect(text, place, message);

    [Fact]
    public void The_innermost_open_bracket_is_reported()
    {
        var problem = Problem("a: [b, {c: d,\n  e: [f, g],\n");
        Assert.Equal(("1:8 {", Bracket), (Show(problem.At), problem.Message));
    }

    [Fact]
    public void Every_mistake_lies_on_one_line()
    {
        var problem = Problem("a: \"x\n  y\n  z");
        Assert.Equal("1:4 \"x", Show(problem.At));
    }

    private static void Expect(string text, string place, string message)
    {
        var problem = Problem(text);
        Assert.Equal((place, message, InputProblemKind.Unreadable), (Show(problem.At), problem.Message, problem.Kind));
    }
}
