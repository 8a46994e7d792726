using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

/// <summary>What stands below the comments of a document: a key with its value, an item of a list, or a line with its block.</summary>
internal sealed class CommentTargets
{
    private readonly SourceText _source;
    private readonly Dictionary<int, int> _belowComment = []; // by the start of a comment, where the first text below it starts
    private readonly Dictionary<int, int> _keyEnds = []; // by the start of a key or line, where its value or block ends
    private readonly SortedList<int, int> _itemEnds = []; // by the start of an item, where it ends: the outermost one

    public CommentTargets(Document document)
    {
        _source = document.Source;
        FindTextBelow(document.Comments);
        foreach (var line in document.Lines)
            _keyEnds[line.Start] = line.End;
        if (document.Lines.Count == 0)
            Collect(document.Root);
    }

    public TextScope Below(Comment comment) => At(_belowComment[comment.At.Start]);

    /// <summary>All of what starts at an offset; what stands nowhere when nothing does.</summary>
    public TextScope At(int offset)
    {
        var text = _source.Text;
        var isItem = offset + 1 < text.Length && text[offset] == '-' && char.IsWhiteSpace(text[offset + 1]);
        var end = isItem ? EndOfItemBehind(offset) : _keyEnds.TryGetValue(offset, out var key) ? key : _itemEnds.TryGetValue(offset, out var item) ? item : -1;
        return new TextScope(_source, offset, end);
    }

    private void FindTextBelow(IReadOnlyList<Comment> comments)
    {
        for (var i = comments.Count - 1; i >= 0; i--)
        {
            var position = comments[i].At.End;
            while (position < _source.Text.Length && char.IsWhiteSpace(_source.Text[position]))
                position++;
            _belowComment[comments[i].At.Start] = _belowComment.TryGetValue(position, out var below) ? below : position;
        }
    }

    private void Collect(Node node)
    {
        foreach (var entry in node.Entries)
        {
            _keyEnds[entry.KeyAt.Start] = Math.Max(entry.KeyAt.End, entry.Value.At.End);
            Collect(entry.Value);
        }

        foreach (var item in node.Items)
        {
            if (!_itemEnds.ContainsKey(item.At.Start))
                _itemEnds.Add(item.At.Start, item.At.End);
            Collect(item);
        }
    }

    // The item that a '-' introduces is the first one behind it.
    private int EndOfItemBehind(int dash)
    {
        var (low, high) = (0, _itemEnds.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _itemEnds.Keys[middle] <= dash ? (middle + 1, high) : (low, middle);
        }

        return low < _itemEnds.Count ? _itemEnds.Values[low] : -1;
    }
}
