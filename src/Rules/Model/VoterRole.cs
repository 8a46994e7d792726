using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>How a process is told in environment variables that it votes, and with whom.</summary>
/// <param name="Variables">The variables that hold its roles, with commas between them.</param>
/// <param name="Name">The role that votes.</param>
/// <param name="Lists">The variables that list all voters, with commas between them.</param>
internal sealed record VoterRole(string[] Variables, string Name, string[] Lists)
{
    /// <summary>Whether a container is known to have the role.</summary>
    public bool IsGivenTo(Container container) =>
        container.Env.Items.Any(variable => variable["name"].Text().Is(Variables.Contains).IsTrue
            && variable["value"].Text().Is(roles => roles.Split(',').Any(role => role.Trim() == Name)).IsTrue);

    /// <summary>Whether others vote than the pods of a workload that have the role; unknown where nothing lists the voters, as some of several may only follow.</summary>
    public Truth HasOthers(Workload workload, long members)
    {
        if (!workload.Containers.Any(IsGivenTo))
            return Truth.False;
        var lists = workload.Containers.SelectMany(container => container.Env.Items).Where(variable => !variable["name"].Text().Is(Lists.Contains).IsFalse).ToList();
        if (lists.Count == 0)
            return members > 1 ? Truth.Unknown : Truth.False;
        return Truth.Any(lists, list => list["value"].Text().Is(voters => voters.Split(',').Length != members));
    }
}
