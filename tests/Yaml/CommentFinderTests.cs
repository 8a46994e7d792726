using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class CommentFinderTests
{
    [Theory]
    [InlineData("# first\na: 1 # one\n  # two\n#three", "1:1 # first|2:6 # one|3:3 # two|4:1 #three")]
    [InlineData("a: # behind a key\n  b: 1", "1:4 # behind a key")]
    [InlineData("- # behind a dash\n  a", "1:3 # behind a dash")]
    [InlineData("a: [1, # in brackets\n  2]", "1:8 # in brackets")]
    [InlineData("--- # behind a marker\na: 1", "1:5 # behind a marker")]
    [InlineData("a: &x # behind an anchor\n  b: 1\nc: *x # behind an alias", "1:7 # behind an anchor|3:7 # behind an alias")]
    [InlineData("a: | # behind an indicator\n  b\n# below\n", "1:6 # behind an indicator|3:1 # below")]
    [InlineData("a: > # behind another one\n  # b\n# below", "1:6 # behind another one|3:1 # below")]
    [InlineData("a: | # of nothing", "1:6 # of nothing")]
    [InlineData("a: 1 # cr\r# next\r\n# last", "1:6 # cr|2:1 # next|3:1 # last")]
    [InlineData("\uFEFF# behind a mark\na: 1", "1:1 # behind a mark")]
    [InlineData("a: 1\n---\n\uFEFF# behind a mark\nb: 2", "3:2 # behind a mark")]
    [InlineData("a: 1 #", "1:6 #")]
    public void Finds_comments(string text, string comments) => Assert.Equal(comments, Comments(text));

    [Theory]
    [InlineData("a: x#y")]
    [InlineData("a: 'x # y'")]
    [InlineData("a: \"x\n  # y\n  z\"")]
    [InlineData("a: |\n  # x\n  y # z\n")]
    [InlineData("a: >-\n\n  # x\n\n  # y\n")]
    [InlineData("'a # b': 1")]
    [InlineData("a: http://x/#y")]
    public void Is_not_misled_by_other_number_signs(string text) => Assert.Equal("", Comments(text));

    [Fact]
    public void Tells_what_a_comment_says()
    {
        var comment = Assert.Single(Assert.Single(Documents("a: 1 #  hale:ignore HA0101 -- ok\t\nb: 2")).Comments);
        Assert.Equal("hale:ignore HA0101 -- ok", comment.Text);
    }

    [Fact]
    public void Each_document_has_its_own()
    {
        var documents = Documents("# one\na: 1\n---\n# two\nb: 2\n...\n# three\n---\nc: 3 # too\n");
        Assert.Equal(["1:1 # one", "4:1 # two", "7:1 # three|9:6 # too"], documents.Select(document => string.Join('|', document.Comments.Select(comment => Show(comment.At)))));
    }

    private static string Comments(string text) =>
        string.Join('|', Documents(text).SelectMany(document => document.Comments).Select(comment => Show(comment.At)));
}
