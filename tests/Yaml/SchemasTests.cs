using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class SchemasTests
{
    private const string Start = """
        kind: CustomResourceDefinition
        openAPIV3Schema:

        """;

    [Fact]
    public void Of_a_schema_it_keeps_what_says_something_of_types()
    {
        var root = Root(Start + """
              type: object
              description: What it is for
              required: [size]
              properties:
                size:
                  description: How large
                  type: integer
                  default: 1
                  minimum: 1
                description:
                  type: string
                disks:
                  type: array
                  items:
                    type: object
                    additionalProperties: { type: string, pattern: "a*" }
            status: done
            """);
        var schema = Assert.IsType<SchemaNode>(root["openAPIV3Schema"]);
        Assert.Equal("2:1 openAPIV3Schema", Show(schema.Place));
        Assert.Equal(["type", "required", "properties"], Keys(schema.Content));
        var properties = schema.Content["properties"];
        Assert.Equal(["size", "description", "disks"], Keys(properties));
        Assert.Equal(["type", "default"], Keys(properties["size"]));
        Assert.Equal(["type"], Keys(properties["disks"]["items"]["additionalProperties"]));
        Assert.Equal("19:1 status", Show(root["status"].NameAt));
        Assert.Equal("done", Assert.IsType<ScalarNode>(root["status"]).Text);
    }

    [Fact]
    public void Rules_see_nothing_of_a_schema_but_that_it_is_there()
    {
        var schema = Root(Start + "  properties: { size: { type: integer } }")["openAPIV3Schema"];
        Assert.True(schema.Exists.IsTrue);
        Assert.Empty(schema.Entries);
        Assert.True(schema["properties"].Exists.IsUnknown);
    }

    [Theory]
    [InlineData("  type: object\n  type: string")]
    [InlineData("  example:\n    a: 1\n    a: 2")]
    [InlineData("  description: &text of it\n  title: *text")]
    [InlineData("  properties:\n    a: &size { type: integer }\n    b: *size")]
    [InlineData("  <<: { type: object }")]
    [InlineData("  properties:\n    ${NAME}: { type: string }")]
    public void A_schema_that_is_not_plain_is_read_in_full(string schema) =>
        Assert.IsType<MapNode>(Root(Start + schema)["openAPIV3Schema"]);

    [Theory]
    [InlineData("kind: OpenApi\nopenAPIV3Schema:\n  type: object")]
    [InlineData("openAPIV3Schema:\n  type: object\nkind: CustomResourceDefinition")]
    public void What_no_definition_holds_is_read_in_full(string text) =>
        Assert.IsType<MapNode>(Root(text)["openAPIV3Schema"]);

    [Fact]
    public void Comments_in_a_schema_are_found_and_texts_are_none()
    {
        var document = Assert.Single(Read(Start + "  description: a # note\n  example:\n    a: 'b # c'\n").Documents);
        Assert.Equal(["note"], document.Comments.Select(comment => comment.Text));
    }

    [Theory]
    [InlineData("  description: a: b")]
    [InlineData("  example:\n  \ta: 1")]
    public void Mistakes_in_a_schema_are_found(string schema) =>
        Assert.Equal(InputProblemKind.Unreadable, Assert.Single(Read(Start + schema).Problems).Kind);

    [Fact]
    public void A_schema_counts_for_the_depth_of_its_document()
    {
        var deep = string.Concat(Enumerable.Range(1, 200).Select(depth => $"{new string(' ', depth * 2)}example:\n"));
        Assert.Equal(InputProblemKind.OverLimit, Assert.Single(Read(Start + deep).Problems).Kind);
    }

    private static IEnumerable<string> Keys(Node map) => map.Entries.Select(entry => entry.Key);
}
