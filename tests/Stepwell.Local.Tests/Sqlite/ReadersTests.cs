using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Tests.Sqlite;

public sealed class ReadersTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-readers");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_AfterOneThatFailedHalfWay_SeesWhatWasCommittedMeanwhile()
    {
        var path = Path.Combine(folder.FullName, "store.db");
        using var db = new Database(path);
        db.Execute("CREATE TABLE t(n INTEGER)");
        db.Execute("INSERT INTO t VALUES(1), (2)");
        using var readers = new Readers(path, db, null);
        Assert.Throws<InvalidDataException>(() => readers.Read<int, int>(0, static (reader, _) =>
        {
            reader["SELECT n FROM t"].Read();
            throw new InvalidDataException("This row cannot be read.");
        }));

        db.Execute("INSERT INTO t VALUES(3)");

        Assert.Equal(3, readers.Read(0, static (reader, _) =>
        {
            var row = reader["SELECT count(*) FROM t"];
            row.Read();
            var count = row.Long(0);
            row.Reset();
            return count;
        }));
    }
}
