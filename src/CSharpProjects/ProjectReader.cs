using Hale.CSharp.Projects.Discovery;
using Hale.Linting.CSharp;

namespace Hale.CSharp.Projects;

/// <summary>
/// Reads the manifests that C# builds: finds the projects that files belong to and compiles those that have to do with
/// Kubernetes. Nothing is restored, built or run.
/// </summary>
public static class ProjectReader
{
    /// <summary>What the files build, together with the files that they are compiled with.</summary>
    public static CSharpContent Read(CSharpInput input)
    {
        var projects = ProjectFinder.Find(input);
        var relevant = projects.Where(project => (input.IncludesTests || !project.IsTest) && project.Texts.Any(KubernetesWords.AreIn)).ToList();

        // Without any the compiler is not even loaded: no type of it may be named in this method.
        return relevant.Count == 0 ? new CSharpContent([], 0) : BuilderProjects.Read(relevant, projects);
    }
}
