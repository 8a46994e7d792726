using Hale.Cli.Reports.Text;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports;

/// <summary>
/// Where a build server shows a finding. What was rendered from a template is shown at the template's first line: its other
/// lines are not those of the rendered text.
/// </summary>
internal readonly record struct FilePlace(string Path, int Line, int Column, int EndLine, int EndColumn)
{
    public static FilePlace Of(Place place)
    {
        if (RenderedFrom.Of(place) is { } template)
            return new FilePlace(template, 1, 1, 1, 1);
        var (start, end) = (place.StartPosition, place.EndPosition);
        return new FilePlace(place.Source.Path, start.Line, start.Column, end.Line, end.Column);
    }
}
