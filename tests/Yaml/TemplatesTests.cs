using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class TemplatesTests
{
    [Theory]
    [InlineData("{{- if .Values.on }}\nkind: Pod\n{{- end }}\n", "1:1 {{- if .Values.on }}")]
    [InlineData("kind: Pod\nmetadata:\n  {{- include \"labels\" . | nindent 2 }}\n", "3:3 {{- include \"labels\" . | nindent 2 }}")]
    [InlineData("kind: Pod\nname: {{ .Release.Name }}-web\n", "2:7 {{ .Release.Name }}")]
    [InlineData("{% if on %}\nkind: Pod\n{% endif %}\n", "1:1 {% if on %}")]
    [InlineData("a:\n%{ for key in keys ~}\n  ${key}: 1\n%{ endfor ~}\n", "2:1 %{ for key in keys ~}")]
    [InlineData("kind: Pod\n<% if on %>\nspec: {}\n<% end %>\n", "2:1 <% if on %>")]
    [InlineData("a: <%= x %>\nb: [<%= y.join(', ') %>, 'z']\nc: <% \"%>", "1:4 <%= x %>")]
    [InlineData("kind: {{ list\n  | first }}-x", "1:7 {{ list")]
    [InlineData("kind: Service\nspec: { ports: [{ port: ${PORT} }] }\n", "2:25 ${PORT}")]
    [InlineData("a: {b: ${PORT:-80}, c: [${HOST}, x]}\n", "1:8 ${PORT:-80}")]
    [InlineData("run: echo ${HOME}\n{{- if .x }}\na: {b: ${PORT}}\n{{- end }}\n", "2:1 {{- if .x }}")]
    [InlineData("---\n{{- range .Values.names }}\n---\nkind: Pod\n{{- end }}", "2:1 {{- range .Values.names }}")]
    public void Are_told_apart_from_broken_yaml(string text, string place)
    {
        var problem = Problem(text);
        Assert.Equal((InputProblemKind.Template, place), (problem.Kind, Show(problem.At)));
        Assert.Equal("The file is a template and not YAML before it is rendered: lint the rendered output", problem.Message);
    }

    [Theory]
    [InlineData("a: \"{{ .x }}\"\nb: 'never closed")]
    [InlineData("a: {{ .x }}\nb: c: d")]
    [InlineData("a: {{ .x\nb: 1")]
    [InlineData("a: {b: 1\nc: 2")]
    [InlineData("a: 100%}\nb: [")]
    [InlineData("a: curl -w '%{http_code}'\nb: [")]
    [InlineData("a: <%\nb: [")]
    [InlineData("run: |\n  ${HOME}/x\n ${HOME}\nb: [")]
    [InlineData("a: {b: ${PORT}}\nb: c: d")]
    [InlineData("a: {b: ${}}")]
    [InlineData("a: {b: ${PORT\n}}\nc: [")]
    public void Broken_yaml_stays_broken(string text) => Assert.Equal(InputProblemKind.Unreadable, Problem(text).Kind);

    [Theory]
    [InlineData("image: {{ .Values.image }}")]
    [InlineData("rule: 'value is {{ $value }}'")]
    [InlineData("script: |\n  {{ .x }}\n")]
    [InlineData("port: ${PORT}\nargs: [\"${A}\", $B]\n")]
    public void Templates_that_are_yaml_are_read(string text) => Assert.Single(Documents(text));

    [Fact]
    public void A_file_is_one_template_however_many_documents_it_has() =>
        Assert.Single(Read("{{ if .a }}\na: 1\n{{ end }}\n---\n{{ if .b }}\nb: 1\n{{ end }}\n").Problems);

    [Theory]
    [InlineData("{{ if .x }}\nkind: Service\n{{ end }}\n---\nkind: Pod", "Service")]
    [InlineData("a: b: c\n  kind: \"Role\"\n- kind: List # all\n\"kind\": 'Pod',", "List,Pod,Role")]
    [InlineData("a: b: c\nmankind: X\n# kind: Y", "")]
    public void The_kinds_of_what_cannot_be_read_are_known(string text, string kinds) =>
        Assert.Equal(kinds, string.Join(',', Read(text).Documents[0].MentionedKinds!.Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("kind: {{ .Values.kind }}-x")]
    [InlineData("a: b: c\nkind: ${KIND}")]
    public void Any_kind_may_hide_behind_a_hole(string text) => Assert.Null(Assert.Single(Read(text).Documents).MentionedKinds);

    [Theory]
    [InlineData("{{")]
    [InlineData("{%")]
    [InlineData("{%%}")]
    [InlineData("%{")]
    [InlineData("<%")]
    [InlineData("${")]
    [InlineData("${x")]
    [InlineData("{{}}")]
    [InlineData("[")]
    public void Takes_no_time_over_hostile_text(string part)
    {
        var text = "a: {{ x }} y\nb: " + string.Concat(Enumerable.Repeat(part, 100_000));
        Assert.NotEmpty(Read(text).Problems);
    }
}
