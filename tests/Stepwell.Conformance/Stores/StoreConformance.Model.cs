using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Stepwell.Storage;

namespace Stepwell.Conformance.Stores;

public abstract partial class StoreConformance
{
    /// <summary>One change of a random commit.</summary>
    /// <param name="Group">0 is the home group.</param>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value; below 0 deletes.</param>
    /// <param name="Guard">0 blind, 1 as it is now, 2 as it was at the beginning, 3 as absent.</param>
    public sealed record Change(int Group, int Key, int Value, int Guard);

    private static readonly string[] ModelGroups = ["home/ü", "other#1", "other?2"];

    private static Gen<Change[][]> Sequences =>
        from commits in (
            from changes in (
                from g in Gen.Choose(0, 2)
                from k in Gen.Choose(0, 4)
                from v in Gen.Choose(-1, 3)
                from guard in Gen.Choose(0, 3)
                select new Change(g, k, v, guard)).ArrayOf()
            select changes.DistinctBy(c => (c.Group, c.Key)).ToArray()).ArrayOf()
        select commits;

    [Fact]
    public void Commit_AnySequence_EqualsADictionary() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Sequences.ToArbitrary(), commits => EqualsModelAsync(commits).GetAwaiter().GetResult()));

    private async Task<bool> EqualsModelAsync(Change[][] commits)
    {
        await using var under = await OpenAsync();
        var model = new Dictionary<(int, int), string>();
        var versions = new Dictionary<(int, int), string?>();
        foreach (var changes in commits)
        {
            var home = new List<StateChange>();
            var others = new List<OtherGroupChange>();
            var holds = true;
            foreach (var change in changes)
            {
                var (group, key, json) = (ModelGroups[change.Group], "k" + change.Key, change.Value < 0 ? null : Encoding.UTF8.GetBytes($"{change.Value}"));
                if (change.Group > 0)
                {
                    others.Add(new(group, key, json));
                    continue;
                }
                var now = (await under.Store.ReadAsync(group, key, None))?.Version;
                var first = versions.TryAdd((0, change.Key), now) ? now : versions[(0, change.Key)];
                var guard = change.Guard switch { 0 => default, 1 => new StateGuard(true, now), 2 => new StateGuard(true, first), _ => new StateGuard(true, null) };
                holds &= !guard.Guarded || guard.Version == now;
                home.Add(new(key, json, guard));
            }
            var outcome = await SaveAsync(under, Copy(Commit(ModelGroups[0], [.. home]), others: [.. others]));
            if (outcome != (holds ? CommitOutcome.Committed : CommitOutcome.Conflict)) return false;
            if (!holds) continue;
            foreach (var change in changes)
                if (change.Value < 0) model.Remove((change.Group, change.Key));
                else model[(change.Group, change.Key)] = $"{change.Value}";
        }
        for (var g = 0; g < ModelGroups.Length; g++)
        {
            var stored = (await under.Store.ListAsync(ModelGroups[g], "k", None)).Select(e => (e.Key, Encoding.UTF8.GetString(e.Value.Json)));
            if (!stored.SequenceEqual(model.Where(m => m.Key.Item1 == g).Select(m => ("k" + m.Key.Item2, m.Value)).Order())) return false;
        }
        return true;
    }
}
