using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class JoinedObjectsTests
{
    [Theory]
    [InlineData("apiVersion: v1\nkind: A\nspec:\n  x: 1\napiVersion: v1\nkind: B\nspec: {}\nkind: C\napiVersion: v1\n", "A", "B", "C")]
    [InlineData("kind: A\napiVersion: v1\nkind: B\napiVersion: v1", "A", "B")]
    [InlineData("apiVersion: v1\nkind: A\nspec: 1\nspec: 2\nkind: B", "A")]
    [InlineData("apiVersion: v1\nkind: A\nscaleTargetRef:\napiVersion: apps/v1\nkind: B\n", "A")] // indentation is lost
    [InlineData("apiVersion: v1\nkind: A\nkind: B\nspec: {}", "A")]
    [InlineData("{apiVersion: v1, kind: A, apiVersion: v1, kind: B}", "A")]
    [InlineData("- apiVersion: v1\n  kind: A\n", "")]
    public void Objects_without_a_line_between_them_are_read_one_by_one(string text, params string[] kinds)
    {
        var documents = Read(text).Documents;
        Assert.Equal(kinds, documents.Select(document => document.Root["kind"].At.Text is var kind && document.Root["kind"].Exists.IsTrue ? kind : ""));
        Assert.Equal(kinds.Select((_, index) => index > 0), documents.Select(document => document.IsJoined));
    }

    [Fact]
    public void Each_object_has_its_own_extent_and_comments()
    {
        var documents = Documents("# one\nkind: A\napiVersion: v1\nspec:\n  x: 1 # two\n# three\napiVersion: v1\nkind: B # four\n");
        Assert.Equal(["2:1 kind: A⏎apiVersion: v1⏎spec:⏎  x: 1", "7:1 apiVersion: v1⏎kind: B"], documents.Select(document => Show(document.Root.At)));
        Assert.Equal(["kind: A", "kind: B"], documents.Select(document => document.Root.NameAt.Text));
        Assert.Equal(["# one,# two", "# three,# four"], documents.Select(document => string.Join(",", document.Comments.Select(comment => comment.At.Text))));
    }

    [Fact]
    public void More_objects_than_a_file_may_have_are_not_taken_apart() =>
        Assert.Single(Read("kind: A\napiVersion: v1\nkind: B\napiVersion: v1", new YamlLimits { Documents = 1 }).Documents);
}
